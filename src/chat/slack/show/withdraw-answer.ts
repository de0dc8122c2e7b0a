import type { ReplyMemory, ReplyPlace } from "../../chat-rooms.ts";
import { openThread, type ShowDeps } from "./open-thread.ts";
import { findLost } from "./reply/find-message.ts";
import { answerMark } from "./reply/marks.ts";
import { readState } from "./reply/reply-state.ts";
import { stop } from "./reply/stream-reply.ts";
import { slackRefusal } from "./to-chat-error.ts";

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
  const { client, channel } = thread;
  const ts = state.ts ?? (await findLost(thread, answerMark(answerId), state.mode))?.ts;
  if (ts === undefined) return;
  try {
    if (state.mode === "stream" && !state.isDone) await stop(thread, undefined, { channel, ts });
    await thread.call("chat.delete", () => client.chat.delete({ channel, ts }));
  } catch (error) {
    if (slackRefusal(error) !== "message_not_found") throw error;
  }
}
