import { createReadStream, createWriteStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { z } from "zod";
import type { Audience } from "../../../access/audience.ts";
import type { App } from "../../../app.ts";
import { turnSchema } from "../../../evaluation/read-dataset.ts";
import { parsePrincipals } from "../audience-option.ts";
import { note, UsageError, userPath, withApp } from "../command-context.ts";
import { askOne, troubleOf } from "./ask-one.ts";

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  question: z.string().refine((text) => text.trim() !== "", "is empty"),
  history: z.array(turnSchema).default([]),
  as: z.array(z.string()).optional(),
});

type BatchQuestion = z.infer<typeof lineSchema>;

/** Failures and ids that one sentence names. */
const SHOWN = 5;

export interface BatchOptions {
  batch: string;
  out: string;
  concurrency: number;
}

/** Answers each line of a file; a bad line is one failure, told on stderr, and the rest goes on. */
export async function askBatch(given: BatchOptions, audience: Audience): Promise<void> {
  const options = { ...given, batch: userPath(given.batch), out: userPath(given.out) };
  const isFile = await stat(options.batch)
    .then((file) => file.isFile())
    .catch(() => false);
  if (!isFile) {
    throw new UsageError(`${options.batch} cannot be read: give --batch a file of questions.`);
  }
  const outPath = await realpath(options.out).catch(() => options.out);
  if (outPath === (await realpath(options.batch))) {
    throw new UsageError(
      `--out is the file of questions itself: name another one for the answers.`,
    );
  }
  const { failures, repeatedIds, troubles } = await withApp((app) =>
    answerLines(options, audience, app),
  );
  for (const [trouble, count] of troubles) note(`${count} answered in quotes: ${trouble}`);
  if (repeatedIds.size > 0) note(describeRepeated([...repeatedIds]));
  if (failures.length === 0) return;
  note(`${failures.length} of the questions failed: ${failures.slice(0, SHOWN).join("; ")}`);
  process.exitCode = 1;
}

interface BatchProblems {
  failures: string[];
  /** Ids that more than one question has. */
  repeatedIds: Set<string>;
  /** Why the language model did not write, and how often. */
  troubles: Map<string, number>;
}

async function answerLines(
  options: BatchOptions,
  audience: Audience,
  app: App,
): Promise<BatchProblems> {
  const source = numberedLines(options.batch);
  const out = createWriteStream(options.out);
  await new Promise<void>((opened, failed) =>
    out.once("open", () => opened()).once("error", failed),
  );
  const failures: string[] = [];
  const ids = new Set<string>();
  const repeatedIds = new Set<string>();
  const troubles = new Map<string, number>();
  async function work(): Promise<void> {
    for await (const [at, line] of source) {
      try {
        const question = lineSchema.parse(JSON.parse(line));
        if (ids.has(question.id)) repeatedIds.add(question.id);
        ids.add(question.id);
        const answer = await answerLine(question, audience, app);
        out.write(`${JSON.stringify(answer)}\n`);
        const trouble = await troubleOf({ ...answer, id: answer.answerId }, app);
        if (trouble !== undefined) troubles.set(trouble, (troubles.get(trouble) ?? 0) + 1);
      } catch (error) {
        failures.push(`line ${at}: ${reasonOf(error)}`);
      }
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, work));
  out.end();
  await finished(out);
  return { failures, repeatedIds, troubles };
}

/** Lines with their numbers, blank ones left out; several workers may read from it. */
async function* numberedLines(file: string): AsyncGenerator<[number, string]> {
  // Opened when the first line is asked for: lines that come before that would be lost.
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let at = 0;
  for await (const line of lines) {
    at += 1;
    if (line.trim() !== "") yield [at, line];
  }
}

/** The answer under the caller's own id; ours stays in the log as `answerId`. */
async function answerLine(
  { id, question, history, as }: BatchQuestion,
  audience: Audience,
  app: App,
) {
  const answer = await askOne(
    question,
    history,
    as === undefined ? audience : [parsePrincipals(as)],
    app,
  );
  return { ...answer, id, answerId: answer.id };
}

function describeRepeated(ids: string[]): string {
  const named = ids.slice(0, SHOWN).map((id) => JSON.stringify(id.slice(0, 80)));
  const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : "";
  return `Ids given to more than one question: ${named.join(", ")}${more}; all are answered, but by id their answers cannot be told apart.`;
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join(".")}: ${issue?.message}`;
  }
  if (error instanceof SyntaxError) return "not JSON";
  return error instanceof Error ? error.message : String(error);
}
