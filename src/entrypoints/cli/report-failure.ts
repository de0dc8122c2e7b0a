import { randomUUID } from "node:crypto";
import { CommanderError } from "commander";
import { plainFailure } from "../plain-failure.ts";
import { note, UsageError } from "./command-context.ts";

/** Says what went wrong on stderr, in a few lines, and returns the exit code: 1 failed, 2 usage. */
export function reportFailure(error: unknown): 1 | 2 {
  if (error instanceof CommanderError) {
    // Without a command commander prints its help and calls that an error.
    const text = error.code === "commander.help" ? "Give a command." : error.message;
    note(`${sentence(text)} "npm run footnote -- --help" lists what there is.`);
    return 2;
  }
  if (error instanceof UsageError) {
    note(error.message);
    return 2;
  }
  const refusal = plainFailure(error) ?? describeSystemError(error);
  if (refusal !== undefined) {
    note(refusal);
    return 1;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  note(`Something went wrong that Footnote did not foresee (trace id ${randomUUID()}):`);
  note(stack.split("\n").slice(0, 6).join("\n"));
  return 1;
}

/** What the system says of files that people name, such as `--out`. */
const REFUSALS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder; make it, or name another",
  ENOTDIR: "something on the way there is not a folder; name another path",
  EISDIR: "it is a folder; name a file",
  EACCES: "this user may not; change its permissions, or name another path",
  EPERM: "this user may not; change its permissions, or name another path",
  EROFS: "it is on a read-only disk; name another path",
  ENOSPC: "its disk is full; make room and try again",
};

function describeSystemError(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error)) return undefined;
  const { code = "", path } = error as NodeJS.ErrnoException;
  const reason = REFUSALS[code];
  return reason && `${path ?? "A file"} cannot be used: ${reason}.`;
}

function sentence(text: string): string {
  const plain = text.replace(/^error: /, "").trim();
  const start = plain.charAt(0).toUpperCase() + plain.slice(1);
  return /[.?!)]$/.test(start) ? start : `${start}.`;
}
