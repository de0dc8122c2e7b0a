import { createHash } from "node:crypto";
import type { AdminReply } from "../../admin-reply.ts";
import { ChatError } from "../../chat-error.ts";
import type { ReplyMemory, RoomCommand } from "../../chat-rooms.ts";
import { allPages, askSlack } from "../people/ask-slack.ts";
import type { ShowDeps, SlackThread } from "../show/open-thread.ts";
import { isMarked, type MessageMark, saidMark } from "../show/reply/marks.ts";
import { readSlackId } from "../slack-ids.ts";
import { openCommandThread, withFallback } from "./answer-command.ts";
import { type RenderedReply, renderReply } from "./render-reply.ts";

/** Between two steps of one message; what waits longer than that is old. */
const MOST_WAIT_MS = 2_000;
const LAST_WAIT_MS = 60_000;
const LATEST_MESSAGES = 100;
/** It was about to be posted, and may be there. */
const POSTING = "posting";

/**
 * `RoomPlatform.showProgress`: one message in the person's own conversation with the bot, which is
 * updated. What a response address posts could be replaced five times only, and within half an hour;
 * what is whispered never.
 */
export async function showProgress(
  command: RoomCommand,
  reply: AdminReply,
  memory: ReplyMemory,
  isLast: boolean,
  deps: ShowDeps,
): Promise<void> {
  const thread = await openCommandThread(command, deps);
  const mostWaitMs = isLast ? LAST_WAIT_MS : MOST_WAIT_MS;
  const rendered = renderReply(reply);
  const mark = markOf(command);
  let place = readPlace(memory.state);
  if (place === undefined && memory.state === POSTING) {
    place = await findPosted(thread, mark);
    if (place !== undefined) await memory.save(`${place.channel} ${place.ts}`);
  }
  if (place === undefined) {
    if (memory.state === undefined) await memory.save(POSTING);
    const posted = await post(thread, rendered, mark, mostWaitMs, deps);
    return memory.save(`${posted.channel} ${posted.ts}`);
  }
  const { channel, ts } = place;
  await withFallback(rendered, (contents) =>
    thread.call(
      "chat.update",
      () => thread.client.chat.update({ channel, ts, ...contents, metadata: mark }),
      { mostWaitMs },
    ),
  );
}

interface Place {
  channel: string;
  ts: string;
}

async function post(
  thread: SlackThread,
  rendered: RenderedReply,
  metadata: MessageMark,
  mostWaitMs: number,
  { pace }: Pick<ShowDeps, "pace">,
): Promise<Place> {
  const quiet = { unfurl_links: false, unfurl_media: false };
  // A person's id stands for the conversation with them.
  const { userId } = thread.asker;
  const place = { channel: userId, ...quiet, metadata };
  const turn = { method: "chat.postMessage" as const, teamId: thread.teamId, channel: userId };
  const { channel, ts } = await withFallback(rendered, (contents) =>
    pace.run({ ...turn, mostWaitMs }, () =>
      thread.client.chat.postMessage({ ...place, ...contents }),
    ),
  );
  if (channel !== undefined && ts !== undefined) return { channel, ts };
  throw new ChatError("invalid", "Slack posted a message without saying where.");
}

/** What was posted right before a crash. */
async function findPosted(
  { client, asker }: SlackThread,
  mark: MessageMark,
): Promise<Place | undefined> {
  const pages = await allPages((page) => client.conversations.list({ types: "im", ...page }));
  const found = pages.flatMap(({ channels }) => channels ?? []);
  const channel = found.find(({ user }) => user === asker.userId)?.id;
  if (channel === undefined) return undefined;
  const asked = { channel, limit: LATEST_MESSAGES, include_all_metadata: true };
  const { messages = [] } = await askSlack(() => client.conversations.history(asked));
  const ts = messages.find(({ bot_id, metadata }) => bot_id && isMarked(metadata, mark))?.ts;
  return ts === undefined ? undefined : { channel, ts };
}

/** Says which command it belongs to, and nothing of what stands in it. */
function markOf({ by, answerTo, text }: RoomCommand): MessageMark {
  const name = createHash("sha256").update(`${by} ${text} ${answerTo}`).digest("hex").slice(0, 24);
  return saidMark(`progress:${readSlackId(by)?.objectId}:${name}`);
}

function readPlace(state: string | undefined): Place | undefined {
  const [, channel, ts] = /^([A-Z0-9]+) (\d+\.\d+)$/.exec(state ?? "") ?? [];
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}
