import type { Kysely } from "kysely";
import type { DatabaseEngine } from "../database-engine.ts";
import { isPostgres } from "../in-turn.ts";
import type { DatabaseSchema } from "../schema.ts";
import { StorageError } from "../storage-error.ts";
import { applyChanges } from "./apply-changes.ts";
import { areWhole, type Notes, noteChanges, stopNoting, takeChanges } from "./change-log.ts";
import { goOnCounting } from "./copy-rows.ts";
import { fillDatabase, refuseToOverwrite } from "./fill-database.ts";
import { holdWrites } from "./hold-writes.ts";
import { readStanding, refuseUnlessLive, refuseWrites, writeStanding } from "./standing.ts";

/** Held where the state moves away from, for as long as it does. */
export const MOVE_LEASE = "storage-move";
/** Changes that may be left for the moment in which nobody writes. */
const FEW = 50;
const MOST_ROUNDS = 20;

export interface MovedStorage {
  /** That were copied at first. */
  rows: number;
  /** Rows that were written meanwhile, and copied again. */
  changes: number;
  /** How long writes had to wait. */
  heldMs: number;
}

/**
 * Makes `to` the state of record in place of `from`, which is served from until the last moment and
 * refuses to be written to from then on. A move that was cut off is begun again, or ended, by the same call.
 */
export async function moveStorage(from: DatabaseEngine, to: DatabaseEngine): Promise<MovedStorage> {
  if (await endEarlierMove(from, to)) return { rows: 0, changes: 0, heldMs: 0 };
  refuseUnlessCurrent(from);
  await refuseUnlessLive(from.database, from.where);
  await refuseToOverwrite(to);
  const notes = await noteChanges(from.database);
  try {
    return await moveNoted(from, to, notes);
  } finally {
    // Also where it failed: the one that still counts goes on without. Another move's are not ours to end.
    const areOurs = await areWhole(notes, from.database).catch(() => false);
    if (areOurs) await stopNoting(from.database);
  }
}

async function moveNoted(
  from: DatabaseEngine,
  to: DatabaseEngine,
  notes: Notes,
): Promise<MovedStorage> {
  const rows = await fillDatabase(from, to);
  let changes = 0;
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const caughtUp = await catchUp(from, to, notes);
    changes += caughtUp;
    if (caughtUp <= FEW) break;
  }
  const started = performance.now();
  changes += await handOver(from, to, notes);
  const heldMs = Math.round(performance.now() - started);
  await writeStanding(to.database, undefined);
  return { rows, changes, heldMs };
}

function refuseUnlessCurrent({ schema, where }: DatabaseEngine): void {
  if (schema === "current") return;
  const why = schema === "missing" ? "holds no state yet" : "is not of this version: run `migrate`";
  throw new StorageError("unavailable", `${where} ${why}.`);
}

/** True where the one has handed over and the other holds all; at most its last step is still to be done. */
async function endEarlierMove(from: DatabaseEngine, to: DatabaseEngine): Promise<boolean> {
  if (from.schema !== "current" || to.schema !== "current") return false;
  const left = await readStanding(from.database);
  const arrived = await readStanding(to.database);
  if (left?.standing !== "left" || left.other !== to.where) return false;
  if (arrived !== undefined && arrived.standing !== "complete") return false;
  await stopNoting(from.database);
  await writeStanding(to.database, undefined);
  return true;
}

/** Whatever was noted is gone from the notes only when the other has it. */
function catchUp(from: DatabaseEngine, to: DatabaseEngine, notes: Notes): Promise<number> {
  const transaction = from.database.transaction();
  const consistent = isPostgres(from.database)
    ? transaction.setIsolationLevel("repeatable read")
    : transaction;
  return consistent.execute((source) => copyChanges(source, from.where, to, notes));
}

/** @throws StorageError where something may not have been noted: nothing has moved then */
async function copyChanges(
  source: Kysely<DatabaseSchema>,
  where: string,
  to: DatabaseEngine,
  notes: Notes,
): Promise<number> {
  if (!(await areWhole(notes, source))) {
    throw new StorageError(
      "unavailable",
      `Somebody else ended this move of the state, or began another: it stays in ${where}, with all that was written; run \`storage move\` again to move it.`,
    );
  }
  const changes = await takeChanges(source);
  if (changes.length > 0) {
    await to.database.transaction().execute((target) => applyChanges(changes, source, target));
  }
  return changes.length;
}

/** While nobody writes. Never do both count; that neither does, a crash can bring about, which a further call ends. */
function handOver(from: DatabaseEngine, to: DatabaseEngine, notes: Notes): Promise<number> {
  return holdWrites(from.database, async (source) => {
    // It ends here, and would be held where the state goes.
    await source.deleteFrom("leases").where("name", "=", MOVE_LEASE).execute();
    const changes = await copyChanges(source, from.where, to, notes);
    if (isPostgres(to.database)) await goOnCounting(to.database);
    await writeStanding(to.database, { standing: "complete", other: from.where });
    await refuseWrites(source, from.where, to.where);
    await writeStanding(source, { standing: "left", other: to.where });
    return changes;
  });
}
