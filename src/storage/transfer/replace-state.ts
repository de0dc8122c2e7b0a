import type { DatabaseEngine } from "../database-engine.ts";
import { fillDatabase } from "./fill-database.ts";
import { readStanding, writeStanding } from "./standing.ts";

/**
 * Makes `to` hold what `from` does, and nothing else; what it held before is in `kept`, a new SQLite
 * file, unless it was cut off in the midst of this before.
 */
export async function replaceState(
  from: DatabaseEngine,
  to: DatabaseEngine,
  kept: string,
): Promise<void> {
  const isWhole = to.schema === "current" && (await readStanding(to.database)) === undefined;
  if (isWhole) await to.backup(kept);
  await fillDatabase(from, to);
  await writeStanding(to.database, undefined);
}
