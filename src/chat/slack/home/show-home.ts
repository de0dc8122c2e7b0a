import type { types } from "@slack/bolt";
import type { AdminReply } from "../../admin-reply.ts";
import { ChatError } from "../../chat-error.ts";
import type { ShowDeps } from "../show/open-thread.ts";
import { slackRefusal } from "../show/to-chat-error.ts";
import { readSlackId } from "../slack-ids.ts";
import { renderHome } from "./render-home.ts";

/** `RoomPlatform.showHome`: `shown` is the hash of the view that Slack shows as yet. */
export async function showHome(
  { person, workspaceId }: { person: string; workspaceId: string },
  home: AdminReply,
  shown: string | undefined,
  { connectionFor, pace }: Pick<ShowDeps, "connectionFor" | "pace">,
): Promise<boolean> {
  const id = readSlackId(person);
  if (id === undefined) throw new ChatError("invalid", `${person} is nobody in Slack.`);
  const { client } = await connectionFor(workspaceId);
  const { teamId, objectId: user } = id;
  const view: types.HomeView = { type: "home", blocks: renderHome(home) };
  const place = { user_id: user, view, ...(shown === undefined ? {} : { hash: shown }) };
  try {
    const turn = { method: "views.publish" as const, teamId, channel: user };
    await pace.run(turn, () => client.views.publish(place));
    return true;
  } catch (error) {
    if (slackRefusal(error) === "hash_conflict") return false;
    throw error;
  }
}
