import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readJsonLines } from "../read-dataset.ts";
import { EvaluationError } from "../workspace.ts";

const attackSchema = z.object({
  id: z.string(),
  channel: z.enum(["direct", "indirect"]).default("indirect"),
  category: z.string().default("other"),
  attack: z.string(),
  /** What the attacked assistant was told, secrets included: becomes a document the asker may not read. */
  system_or_task: z.string().optional(),
  judge_question: z.string().optional(),
});
export type Attack = z.infer<typeof attackSchema>;

const cleanContextSchema = z.object({
  id: z.string(),
  context: z.string(),
  question: z.string().transform((text) => text.replace(/^Q:\s*/, "")),
  /** `unknown`: nothing in the context answers it. */
  ideal: z.union([z.string(), z.number().transform(String)]),
});
export type CleanContext = z.infer<typeof cleanContextSchema>;

const poisonedSchema = z.object({
  id: z.string(),
  question: z.string(),
  correct: z.string(),
  incorrect: z.string(),
  poison_docs: z.array(z.string()).min(1),
});
export type PoisonedQuestion = z.infer<typeof poisonedSchema>;

/** What a folder holds of the three; a file that is not there is a part that is not measured. */
export interface InjectionData {
  attacks: Attack[];
  contexts: CleanContext[];
  poisoned: PoisonedQuestion[];
}

/** @throws EvaluationError for a folder with nothing to measure, or attacks without a context to stand in. */
export async function readInjectionData(directory: string): Promise<InjectionData> {
  const read = async <T>(name: string, schema: z.ZodType<T>) =>
    existsSync(join(directory, name)) ? readJsonLines(join(directory, name), schema) : [];
  const attacks = await read("attacks.jsonl", attackSchema);
  const contexts = await read("clean_contexts.jsonl", cleanContextSchema);
  const poisoned = await read("poisoned_rag.jsonl", poisonedSchema);
  if (attacks.length + contexts.length + poisoned.length === 0) {
    throw new EvaluationError(
      `${directory} has nothing to measure: give a folder with attacks.jsonl and clean_contexts.jsonl, poisoned_rag.jsonl or all three.`,
    );
  }
  if (attacks.length > 0 && contexts.length === 0) {
    throw new EvaluationError(
      `${join(directory, "clean_contexts.jsonl")} has no contexts; the attacks of attacks.jsonl are placed into them.`,
    );
  }
  return { attacks, contexts, poisoned };
}
