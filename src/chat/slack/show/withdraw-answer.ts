import type { ReplyMemory, ReplyPlace } from "../../chat-rooms.ts";
import { type DirectMessage, findDirect } from "./direct/send-directly.ts";
import { openThread, type ShowDeps, type SlackThread } from "./open-thread.ts";
import { findLost } from "./reply/find-message.ts";
import { answerMark } from "./reply/marks.ts";
import { type ReplyState, readState } from "./reply/reply-state.ts";
import { stop } from "./reply/stream-reply.ts";
import { unlessGone } from "./to-chat-error.ts";

/** `RoomPlatform.withdrawAnswer`. What one person alone was shown is gone when they reload Slack. */
export async function withdrawAnswer(
  place: ReplyPlace,
  answerId: string,
  memory: ReplyMemory,
  deps: ShowDeps,
): Promise<void> {
  const state = readState(memory);
  if (state === undefined || state.mode === "whisper") return;
  const thread = await openThread(place, deps);
  const { client } = thread;
  const found = await findPosted(thread, answerId, state);
  if (found === undefined) return;
  const { channel, ts } = found;
  const isCut = state.mode === "stream" && !state.isDone;
  const stopped = isCut ? stop(thread, undefined, { channel, ts }) : Promise.resolve();
  await unlessGone(stopped);
  await unlessGone(thread.call("chat.delete", () => client.chat.delete({ channel, ts })));
}

async function findPosted(
  thread: SlackThread,
  answerId: string,
  { mode, ts, channel = thread.channel }: ReplyState,
): Promise<DirectMessage | undefined> {
  if (ts !== undefined) return { channel, ts };
  const mark = answerMark(answerId);
  const { onlyTo } = thread;
  if (mode === "direct") return onlyTo === undefined ? undefined : findDirect(thread, onlyTo, mark);
  const found = await findLost(thread, mark, mode);
  return found && { channel, ts: found.ts };
}
