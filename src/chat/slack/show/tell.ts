import type { webApi } from "@slack/bolt";
import type { AdminReply } from "../../../administration/admin-reply.ts";
import { ChatError } from "../../chat-rooms.ts";
import { withFallback } from "../commands/answer-command.ts";
import { renderReply } from "../commands/render-reply.ts";
import { allPages, askSlack } from "../people/ask-slack.ts";
import { readSlackId } from "../slack-ids.ts";
import type { ShowDeps } from "./open-thread.ts";
import { isMarked, type MessageMark, saidMark } from "./reply/marks.ts";

const MOST_REMEMBERED = 10_000;
/** Of a person's last messages, looked through for one that a crash left unnoticed. */
const LAST = 100;

export type Tell = (
  to: { person: string; workspaceId: string },
  reply: AdminReply,
  key: string,
) => Promise<void>;

/** `RoomPlatform.tell`. Remembers whom it told; after a restart it looks into their conversation. */
export function createTell(deps: Pick<ShowDeps, "connectionFor" | "pace">): Tell {
  const told = new Set<string>();
  return async ({ person, workspaceId }, reply, key) => {
    if (told.has(key)) return;
    const id = readSlackId(person);
    if (id === undefined) throw new ChatError("invalid", `${person} is nobody in Slack.`);
    const { client, botUserId } = await deps.connectionFor(workspaceId);
    const metadata = saidMark(key);
    const { teamId, objectId: user } = id;
    if (!(await isThere(client, { user, botUserId }, metadata))) {
      const quiet = { unfurl_links: false, unfurl_media: false };
      // A person's id stands for the conversation with them.
      const place = { channel: user, ...quiet, metadata };
      const turn = { method: "chat.postMessage" as const, teamId, channel: user };
      await withFallback(renderReply(reply), (contents) =>
        deps.pace.run(turn, () => client.chat.postMessage({ ...place, ...contents })),
      );
    }
    const [oldest] = told;
    if (told.size >= MOST_REMEMBERED && oldest !== undefined) told.delete(oldest);
    told.add(key);
  };
}

async function isThere(
  client: webApi.WebClient,
  { user, botUserId }: { user: string; botUserId: string },
  mark: MessageMark,
): Promise<boolean> {
  const pages = await allPages((page) => client.conversations.list({ types: "im", ...page }));
  const found = pages.flatMap(({ channels }) => channels ?? []).find((one) => one.user === user);
  const channel = found?.id;
  if (channel === undefined) return false;
  const ask = { channel, limit: LAST, include_all_metadata: true };
  const { messages } = await askSlack(() => client.conversations.history(ask));
  return (messages ?? []).some((one) => one.user === botUserId && isMarked(one.metadata, mark));
}
