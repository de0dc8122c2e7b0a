import { z } from "zod";
import { unreadable } from "./pinecone-error.ts";

/** Of the reply that describes an index, what is relied on. */
const modelSchema = z.object({
  host: z.string().min(1),
  metric: z.string(),
  vectorType: z.string(),
  dimension: z.number().nullish(),
  status: z.object({ ready: z.boolean(), state: z.string() }),
});
export type FoundModel = z.infer<typeof modelSchema>;

const repliedSchema = z.object({ matches: z.array(z.unknown()) });
/** Our own ids: numbers of passages. */
const matchSchema = z.object({
  id: z.string().regex(/^[1-9]\d{0,14}$/),
  score: z.number().nullish(),
});

/** @throws PineconeError where it describes no index */
export function readModel(reply: unknown): FoundModel {
  const read = modelSchema.safeParse(reply);
  if (!read.success) throw unreadable(read.error);
  return read.data;
}

/** Passages by number; whatever else is in our namespace is none of ours. @throws PineconeError */
export function readMatches(reply: unknown): { id: number; score: number }[] {
  const read = repliedSchema.safeParse(reply);
  if (!read.success) throw unreadable(read.error);
  return read.data.matches.flatMap((match) => {
    const { data } = matchSchema.safeParse(match);
    return data === undefined ? [] : [{ id: Number(data.id), score: data.score ?? 0 }];
  });
}
