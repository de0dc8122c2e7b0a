import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { StatementSync } from "node:sqlite";
import pg from "pg";

/*
 * Rotates the keys of the database it is given and ends itself, as `kill -9` would, right before one
 * of the steps that change something: 0 for none. Prints how many steps there were.
 */
const [file = "", dieBefore = "0"] = process.argv.slice(2);
let steps = 0;
let isArmed = false;

function step(): void {
  if (!isArmed) return;
  steps += 1;
  if (steps === Number(dieBefore)) process.kill(process.pid, "SIGKILL");
}

/** Counts the calls of one method. */
function watch<Key extends string>(owner: Record<Key, unknown>, key: Key): void {
  const original = owner[key] as (...args: unknown[]) => unknown;
  owner[key] = function (this: unknown, ...args: unknown[]) {
    step();
    return original.apply(this, args);
  };
}

for (const name of ["writeFileSync", "linkSync", "renameSync", "rmSync"] as const) watch(fs, name);
watch(StatementSync.prototype, "run");
watch(pg.Client.prototype as Record<"query", unknown>, "query");
syncBuiltinESMExports();

const { openStorage } = await import("../../src/storage/open-storage.ts");
const storage = await openStorage({ file });
isArmed = true;
await storage.sealing.rotate({ at: 1, actor: "cli", leaveUnreadable: false });
process.stdout.write(`${steps}\n`);
await storage.close();
