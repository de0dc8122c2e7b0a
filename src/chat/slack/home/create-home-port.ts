import type { RoomPlatform } from "../../chat-rooms.ts";
import { createExpiringCache } from "../../expiring-cache.ts";
import type { ShowDeps } from "../show/open-thread.ts";
import { readSlackId, slackWorkspaceId } from "../slack-ids.ts";
import { showHome } from "./show-home.ts";
import { suggestQuestions } from "./suggest-questions.ts";

type HomePort = Required<Pick<RoomPlatform, "showHome" | "suggestQuestions" | "linkTo">>;

/** A message's address stays as it is; the channel may be renamed or left. */
const FRESH_MS = 3_600_000;

/** The app's home, and what stands at the top of the conversation with it. */
export function createHomePort(deps: ShowDeps): HomePort {
  const links = createExpiringCache(loadLink, { freshMs: FRESH_MS, now: deps.now });

  async function loadLink(messageId: string): Promise<string | undefined> {
    const { teamId, objectId: channel, ts } = readSlackId(messageId) ?? {};
    if (teamId === undefined || channel === undefined || ts === undefined) return undefined;
    const { client } = await deps.connectionFor(slackWorkspaceId(teamId));
    // A home need not wait for its links.
    const turn = { method: "chat.getPermalink" as const, teamId, channel, mostWaitMs: 0 };
    const { permalink } = await deps.pace.run(turn, () =>
      client.chat.getPermalink({ channel, message_ts: ts }),
    );
    return permalink;
  }

  return {
    showHome: (to, home, shown) => showHome(to, home, shown, deps),
    suggestQuestions: (roomId, questions) => suggestQuestions(roomId, questions, deps),
    linkTo: links.get,
  };
}
