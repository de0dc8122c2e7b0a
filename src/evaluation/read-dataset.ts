import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Turn } from "../answer/answer.ts";
import { EvaluationError } from "./workspace.ts";

/** A turn as people write it (`role`) or as evaluation data has it (`speaker`). */
export const turnSchema = z
  .union([
    z.object({ role: z.enum(["user", "assistant"]), text: z.string() }),
    z.object({ speaker: z.enum(["user", "agent", "assistant"]), text: z.string() }),
  ])
  .transform((turn): Turn => {
    const role = "role" in turn ? turn.role : turn.speaker === "user" ? "user" : "assistant";
    return { role, text: turn.text };
  });

const querySchema = z.object({
  _id: z.string(),
  text: z.string(),
  history: z.array(turnSchema).default([]),
});
export type EvaluationQuery = z.infer<typeof querySchema>;

const answerCaseSchema = z.object({
  id: z.string(),
  question: z.string(),
  answers: z.array(z.string()).default([]),
  /** Accepted as well: whatever says all of these words, in any form and order. */
  mentions: z.array(z.string()).optional(),
  doc_ids: z.array(z.string()).default([]),
  answerable: z.boolean(),
  history: z.array(turnSchema).default([]),
  as: z.array(z.string()).optional(),
});
export type AnswerCase = z.infer<typeof answerCaseSchema>;

const editSchema = z.object({
  id: z.string(),
  repo: z.string().default(""),
  path: z.string(),
  title: z.string(),
  section: z.string().default(""),
  cloze: z.string(),
  old_line: z.string(),
  new_line: z.string(),
  old_value: z.string(),
  new_value: z.string(),
});
export type FreshnessEdit = z.infer<typeof editSchema>;

export const readQueries = (file: string) => readJsonLines(file, querySchema);
export const readAnswerCases = (file: string) => readJsonLines(file, answerCaseSchema);
export const readEdits = (file: string) => readJsonLines(file, editSchema);

/** BEIR's judgements: query → document → grade. */
export async function readQrels(file: string): Promise<Map<string, Map<string, number>>> {
  const judgements = new Map<string, Map<string, number>>();
  for (const line of (await readText(file)).split(/\r?\n/).slice(1)) {
    const [query, document, grade] = line.split("\t");
    if (query === undefined || document === undefined || grade === undefined) continue;
    const relevant = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, relevant.set(document, Number(grade)));
  }
  return judgements;
}

/** One value a line; a line that does not fit is an error that names it. */
export async function readJsonLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  return (await readNumberedLines(file, schema)).map(({ value }) => value);
}

/** The same with the number of each line, from 1. */
export async function readNumberedLines<T>(
  file: string,
  schema: z.ZodType<T>,
): Promise<{ line: number; value: T }[]> {
  const lines = (await readText(file)).split(/\r?\n/);
  return lines.flatMap((text, at) =>
    text.trim() === "" ? [] : [{ line: at + 1, value: parseLine(text, at + 1, file, schema) }],
  );
}

/** What is wrong with a line of evaluation data, in one sentence. */
export function badLine(file: string, line: number, detail: string): EvaluationError {
  return new EvaluationError(`Line ${line} of ${file} cannot be used: ${detail}.`);
}

function parseLine<T>(text: string, line: number, file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const detail =
      issue === undefined ? "is not JSON" : `${issue.path.join(".")}: ${issue.message}`;
    throw badLine(file, line, detail);
  }
}

async function readText(file: string): Promise<string> {
  try {
    // Some editors put a mark before the first line.
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw new EvaluationError(`${file} cannot be read; this evaluation needs it.`, {
      cause: error,
    });
  }
}

/** By id; a line may stand there twice, but not as two. @throws EvaluationError */
export function oneOfEach<T extends { id: string }>(
  lines: readonly { line: number; value: T }[],
  { file, what }: { file: string; what: string },
): Map<string, T> {
  const found = new Map<string, T>();
  for (const { line, value } of lines) {
    const other = found.get(value.id);
    if (other !== undefined && !isDeepStrictEqual(other, value)) {
      throw badLine(file, line, `the ${what} "${value.id}" stands on another line as another one`);
    }
    found.set(value.id, value);
  }
  return found;
}
