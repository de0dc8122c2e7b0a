import { createReadStream, createWriteStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { z } from "zod";
import type { Audience } from "../../access/audience.ts";
import type { App } from "../../app.ts";
import { turnSchema } from "../../evaluation/read-dataset.ts";
import { askOne } from "./ask-one.ts";
import { parsePrincipals } from "./audience-option.ts";
import { note, UsageError, userPath, withApp } from "./command-context.ts";

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  question: z.string().refine((text) => text.trim() !== "", "is empty"),
  history: z.array(turnSchema).default([]),
  as: z.array(z.string()).optional(),
});

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
  const failures = await withApp((app) => answerLines(options, audience, app));
  if (failures.length === 0) return;
  note(`${failures.length} of the questions failed: ${failures.slice(0, 5).join("; ")}`);
  process.exitCode = 1;
}

async function answerLines(options: BatchOptions, audience: Audience, app: App): Promise<string[]> {
  const source = numberedLines(options.batch);
  const out = createWriteStream(options.out);
  await new Promise<void>((opened, failed) =>
    out.once("open", () => opened()).once("error", failed),
  );
  const failures: string[] = [];
  async function work(): Promise<void> {
    for await (const [at, line] of source) {
      const answer = await answerLine(line, audience, app).catch((error: unknown) => {
        failures.push(`line ${at}: ${reasonOf(error)}`);
      });
      if (answer !== undefined) out.write(`${JSON.stringify(answer)}\n`);
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, work));
  out.end();
  await finished(out);
  return failures;
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
async function answerLine(line: string, audience: Audience, app: App) {
  const { id, question, history, as } = lineSchema.parse(JSON.parse(line));
  const answer = await askOne(
    question,
    history,
    as === undefined ? audience : [parsePrincipals(as)],
    app,
  );
  return { ...answer, id, answerId: answer.id };
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join(".")}: ${issue?.message}`;
  }
  if (error instanceof SyntaxError) return "not JSON";
  return error instanceof Error ? error.message : String(error);
}
