import { z } from "zod";
import type { ReplyMemory } from "../../../chat-rooms.ts";

const common = {
  /** Messages of the reply that are there. */
  ids: z.array(z.string()).default([]),
  /** Where, when that is not the room in which it was asked. */
  roomId: z.string().optional(),
};

const done = z.object({ ...common, isDone: z.literal(true) });

/** A stream that has not had its end: its id, and what it may have shown. */
const streaming = z.object({ ...common, stream: z.object({ id: z.string(), text: z.string() }) });

const posting = z.object({
  ...common,
  /** How many of its messages, the text and the card, are there or count as such. */
  parts: z.number().default(0),
  /** How often the next one was sent without Teams saying that it arrived. */
  unsure: z.number().default(0),
});

const stateSchema = z.union([done, streaming, posting]);

/** What is remembered of a reply: one of three, told apart by the field that it alone has. */
export type ReplyState = z.infer<typeof stateSchema>;
type Posting = z.infer<typeof posting>;

export function readState({ state }: ReplyMemory): ReplyState {
  return stateSchema.parse(state === undefined ? {} : JSON.parse(state));
}

export async function saveState(memory: ReplyMemory, state: ReplyState): Promise<void> {
  await memory.save(JSON.stringify(state));
}

/** Of a reply whose messages are sent one by one. */
export function readPosting(memory: ReplyMemory): Posting {
  const state = readState(memory);
  if ("parts" in state) return state;
  throw new Error("A reply that streams or is done has no messages to send.");
}

export async function changePosting(memory: ReplyMemory, change: Partial<Posting>): Promise<void> {
  await saveState(memory, { ...readPosting(memory), ...change });
}
