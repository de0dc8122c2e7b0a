import { resolve } from "node:path";
import { type App, createApp } from "../../app.ts";
import { type Config, readCallerDirectory, readConfig } from "../../config.ts";

/** A mistake in what was typed: one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Commands log errors only, unless the environment asks for more. */
export function commandConfig(): Config {
  return readConfig({ logLevel: "error" });
}

/** A path as it was typed: npm runs scripts in the project's folder, not where the user stands. */
export function userPath(path: string): string {
  return resolve(readCallerDirectory(), path);
}

/** Runs a command with the application open, and closes it whatever happens. */
export async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const app = await createApp(commandConfig());
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

export function printLine(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/** One JSON document, alone on stdout. */
export function printJson(value: unknown): void {
  printLine(JSON.stringify(value, undefined, 2));
}

/** For people, beside what stdout carries. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Gathers a repeatable option. */
export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

export function parseCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) {
    throw new UsageError(`"${value}" is not a count: give a whole number from 1 on.`);
  }
  return count;
}
