import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const documentSchema = z.strictObject({
  _id: z.string().min(1),
  title: z.string().min(1),
  headings: z.array(z.string().min(1)),
  text: z.string().min(1),
  updatedAt: z.iso.date(),
});
export type SupportDocument = z.infer<typeof documentSchema>;

/** A sentence as a model would write it; passage n is the n-th of `passages`. */
const goodSchema = z.strictObject({
  id: z.string().min(1),
  question: z.string().min(1),
  passages: z.array(z.string().min(1)).min(3).max(6),
  sentence: z.string().min(1),
  kind: z.string().min(1),
  why: z.string().min(1),
});
export type GoodCase = z.infer<typeof goodSchema>;

const badSchema = goodSchema.extend({ expected: z.literal("drop") });
export type BadCase = z.infer<typeof badSchema>;

export type SupportCases = { documents: SupportDocument[]; good: GoodCase[]; bad: BadCase[] };

/** Reads the three files beside this one; a malformed line throws with its file and number. */
export function readSupportCases(): SupportCases {
  return {
    documents: readLines("documents.jsonl", documentSchema),
    good: readLines("good.jsonl", goodSchema),
    bad: readLines("bad.jsonl", badSchema),
  };
}

/** The numbers a sentence cites, in order: `Yes [3], but not always [1][3].` → 3, 1, 3. */
export function citedNumbers(sentence: string): number[] {
  return [...sentence.matchAll(/\[(\d+)\]/g)].map((mark) => Number(mark[1]));
}

function readLines<T>(file: string, schema: z.ZodType<T>): T[] {
  const lines = readFileSync(join(import.meta.dirname, file), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line, at) => {
    const { data, error } = schema.safeParse(JSON.parse(line));
    if (error) throw new Error(`${file}:${at + 1} ${z.prettifyError(error)}`);
    return data;
  });
}
