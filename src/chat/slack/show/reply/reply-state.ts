import { z } from "zod";
import type { ReplyMemory } from "../../../chat-rooms.ts";

const stateSchema = z.object({
  /**
   * `stream` grows in place; `message` is posted, then updated; `whisper` is seen by one person, and
   * `direct` is sent to one who is not in the room.
   */
  mode: z.enum(["stream", "message", "whisper", "direct"]),
  /** Of the message; absent while it may be on its way. */
  ts: z.string().optional(),
  /** Where that is not the room's. */
  channel: z.string().optional(),
  isDone: z.boolean().optional(),
});

/** What is remembered of a reply: saved before the first call that shows something of it. */
export type ReplyState = z.infer<typeof stateSchema>;

export function readState({ state }: ReplyMemory): ReplyState | undefined {
  return state === undefined ? undefined : stateSchema.parse(JSON.parse(state));
}

export async function saveState(memory: ReplyMemory, state: ReplyState): Promise<void> {
  await memory.save(JSON.stringify(state));
}
