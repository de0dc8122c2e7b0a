import type { ReplyMemory, ReplyPlace } from "../../chat-rooms.ts";
import { addressOf } from "../address-of.ts";
import { unlessGone } from "../wire/refusal.ts";
import { endStream } from "../wire/stream.ts";
import { readState } from "./reply/reply-state.ts";
import type { ShowDeps } from "./show-deps.ts";

/**
 * `RoomPlatform.withdrawAnswer`, by what is noted of it. One whose sending was lost cannot be found:
 * Teams lets the bot look nowhere.
 */
export async function withdrawAnswer(
  place: ReplyPlace,
  memory: ReplyMemory,
  deps: ShowDeps,
): Promise<void> {
  const state = readState(memory);
  const { ids, roomId = place.roomId } = state;
  const stream = "stream" in state ? [state.stream] : [];
  if (ids.length + stream.length === 0) return;
  const { connector, pace } = deps;
  const to = await addressOf({ roomId, threadId: place.threadId }, deps);
  for (const { id, text } of stream) {
    // What still runs has to end before it can go.
    const words = text || "This question was deleted.";
    const end = { type: "message", text: words, textFormat: "markdown" } as const;
    await endStream({ to, id, lastAt: undefined }, [end], deps);
  }
  for (const id of [...ids, ...stream.map((one) => one.id)]) {
    await unlessGone(pace.run(to, () => connector.remove(to, id)));
  }
}
