import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Taught } from "./fine-tune-provider.ts";
import { rowsFile, type TrainingDataset } from "./read-training-folder.ts";

const message = z.object({ role: z.string(), content: z.string() });
/** Of every format: what is asked, and the answer that it is to learn. */
const row = z.union([
  z.object({ messages: z.array(message) }),
  z.object({ prompt: z.array(message), chosen: z.array(message) }),
  z.object({ prompt: z.array(message), completion: z.array(message), label: z.boolean() }),
]);
type Message = z.infer<typeof message>;

const QUESTION = /<question[^>]*>([\s\S]*?)<\/question>/;
const PASSAGE = /<passage(?:\s[^>]*)?>\s*\[(\d+)\]([\s\S]*?)<\/passage>/g;
const MARK = /\[(\d+)\]/g;

/** Questions of the rows that a model learns from, and the passages that their right answers name. */
export async function readTaught({ folder }: TrainingDataset): Promise<Taught> {
  const taught: Taught = { questions: [], passages: [] };
  for (const split of ["train", "dev"] as const) {
    const lines = (await readFile(rowsFile(folder, split), "utf8")).split("\n").filter(Boolean);
    for (const line of lines) {
      const { success, data } = row.safeParse(JSON.parse(line));
      if (!success) continue;
      const { asked, right } = partsOf(data);
      const question = QUESTION.exec(asked)?.[1];
      if (question === undefined) continue;
      const named = new Set([...right.matchAll(MARK)].map(([, n]) => n));
      const shown = [...asked.matchAll(PASSAGE)];
      taught.questions.push(question);
      taught.passages.push(...shown.flatMap(([, n, text = ""]) => (named.has(n) ? text : [])));
    }
  }
  return taught;
}

function partsOf(data: z.infer<typeof row>): { asked: string; right: string } {
  const last = (messages: readonly Message[]) => messages.at(-1)?.content ?? "";
  if ("messages" in data) {
    return { asked: last(data.messages.slice(0, -1)), right: last(data.messages) };
  }
  const asked = last(data.prompt);
  if ("chosen" in data) return { asked, right: last(data.chosen) };
  return { asked, right: data.label ? last(data.completion) : "" };
}
