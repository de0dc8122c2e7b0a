import type { Command } from "commander";
import type { NamedValue, SealingStatus } from "../../../storage/secrets/sealing-status.ts";
import { printJson, printLine, UsageError, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";

interface Options {
  leaveUnreadable?: boolean;
  json?: boolean;
}

/** What is encrypted with which key, and another key for all of it. */
export function addSecretsCommand(program: Command): void {
  program
    .command("secrets")
    .description("`secrets status`: what is encrypted with which key; `secrets rotate`: a new key")
    .argument("<verb>", "status, rotate")
    .option("--leave-unreadable", "rotate: go on without what no key opens")
    .option("--json", "print JSON")
    .action(async (verb: string, { leaveUnreadable = false, json = false }: Options) => {
      if (verb === "rotate") return rotate(leaveUnreadable, json);
      if (verb === "status" && !leaveUnreadable) return status(json);
      throw new UsageError(
        "Say it like this: secrets status, secrets rotate, secrets rotate --leave-unreadable.",
      );
    });
}

async function status(json: boolean): Promise<void> {
  const { found, isFile } = await withApp(async ({ storage, config }) => ({
    found: await storage.sealing.status(),
    isFile: config.secretKey === undefined,
  }));
  const { key = null, isHere, unreadable } = found;
  if (unreadable.length > 0) process.exitCode = 1;
  if (json) {
    const sealed = found.sealed.map((one) => ({ ...one, key: one.key ?? null }));
    const from = isFile ? "secret.key" : "FOOTNOTE_SECRET_KEY";
    return printJson({ key, isHere, from, sealed, unreadable: unreadable.map(nameOf) });
  }
  printLine(describeKey(found));
  for (const one of found.sealed) {
    printLine(`${one.count}  ${one.kind}  key ${one.key ?? "not noted"}`);
  }
  for (const value of unreadable) printLine(`No key here opens: ${nameOf(value)}.`);
}

function describeKey({ key, isHere }: SealingStatus): string {
  if (key === undefined) return "Nothing is encrypted yet.";
  return `Key ${key} is in use${isHere ? "" : ", and is not here"}.`;
}

async function rotate(leaveUnreadable: boolean, json: boolean): Promise<void> {
  const { done, isFile } = await withApp(async ({ storage, config, now }) => ({
    done: await storage.sealing.rotate({ at: now(), actor: ACTOR, leaveUnreadable }),
    isFile: config.secretKey === undefined,
  }));
  const { from = null, to, sealed, left } = done;
  if (json) return printJson({ from, to, sealed, left: left.map(nameOf) });
  printLine(`Everything is encrypted with the new key ${to} (${sealed} values).`);
  for (const value of left) printLine(`Left as it was, for no key opens it: ${nameOf(value)}.`);
  const old = isFile
    ? "The key before is gone"
    : "Take FOOTNOTE_SECRET_KEY_OLD away once every process has the new key";
  printLine(`${old}. Secrets in backups made before open with the key before alone.`);
}

function nameOf({ kind, name }: NamedValue): string {
  return name === undefined ? kind : `${kind} ${name}`;
}
