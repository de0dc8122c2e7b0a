import { z } from "zod";
import type { ReplyMemory } from "../../../chat-rooms.ts";

const stateSchema = z.object({
  /** Messages of the reply that are there. */
  ids: z.array(z.string()).default([]),
  /** Where, when that is not the room in which it was asked. */
  roomId: z.string().optional(),
  /** A stream that has not had its end: its id, and what it may have shown. */
  stream: z.object({ id: z.string(), text: z.string() }).optional(),
  /** How many of its messages, the text and the card, are there or count as such. */
  parts: z.number().default(0),
  /** How often the next one was sent without Teams saying that it arrived. */
  unsure: z.number().default(0),
  isDone: z.boolean().optional(),
});

/** What is remembered of a reply: saved before each call that shows something of it. */
export type ReplyState = z.infer<typeof stateSchema>;

export function readState({ state }: ReplyMemory): ReplyState {
  return stateSchema.parse(state === undefined ? {} : JSON.parse(state));
}

export async function changeState(memory: ReplyMemory, change: Partial<ReplyState>): Promise<void> {
  await memory.save(JSON.stringify({ ...readState(memory), ...change }));
}
