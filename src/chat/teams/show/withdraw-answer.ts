import { ChatError, isPassing } from "../../chat-error.ts";
import type { ReplyMemory, ReplyPlace } from "../../chat-rooms.ts";
import { addressOf } from "../address-of.ts";
import { unlessGone } from "../wire/refusal.ts";
import { withStreamInfo } from "./reply/finish-stream.ts";
import { readState } from "./reply/reply-state.ts";
import type { ShowDeps } from "./show-deps.ts";

/**
 * `RoomPlatform.withdrawAnswer`, by what is noted of it. One whose sending was lost cannot be found:
 * Teams lets the bot look nowhere.
 */
export async function withdrawAnswer(
  place: ReplyPlace,
  memory: ReplyMemory,
  { storage, connector, pace, logger }: ShowDeps,
): Promise<void> {
  const { ids, stream, roomId = place.roomId } = readState(memory);
  if (ids.length === 0 && stream === undefined) return;
  const to = await addressOf({ roomId, threadId: place.threadId }, { storage });
  if (stream !== undefined) {
    // What still runs has to end before it can go.
    const text = stream.text || "This question was deleted.";
    const info = { streamType: "final", streamId: stream.id } as const;
    const end = withStreamInfo({ type: "message", text, textFormat: "markdown" }, info);
    try {
      await pace.run(to, () => connector.send(to, end));
    } catch (error) {
      if (!(error instanceof ChatError) || isPassing(error)) throw error;
      logger.debug({ error }, "A stream that is withdrawn had ended");
    }
  }
  for (const id of [...ids, ...(stream === undefined ? [] : [stream.id])]) {
    await unlessGone(pace.run(to, () => connector.remove(to, id)));
  }
}
