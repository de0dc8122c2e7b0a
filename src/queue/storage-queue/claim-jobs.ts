import { type ExpressionBuilder, type Kysely, type Selectable, sql } from "kysely";
import { isPostgres } from "../../storage/in-turn.ts";
import type { DatabaseSchema, JobsTable } from "../../storage/schema.ts";

export interface ClaimRequest {
  kinds: string[];
  owner: string;
  leaseMs: number;
  maxAttempts: number;
  now: number;
}

/** Spelled out, not bound: only then does SQLite see that the index of unfinished jobs serves. */
const DEAD = sql.lit("dead" as const);

/** Whether a claim could find something to do; reads only. */
export async function hasDueJob(
  database: Kysely<DatabaseSchema>,
  request: ClaimRequest,
): Promise<boolean> {
  const row = await database
    .selectFrom("jobs")
    .select("id")
    .where((eb) => isDue(eb, request))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Finds and takes the next job, in one statement, so that of many processes one gets it. */
export async function claimNextJob(
  database: Kysely<DatabaseSchema>,
  request: ClaimRequest,
): Promise<Selectable<JobsTable> | undefined> {
  return database
    .updateTable("jobs")
    .set((eb) => ({
      state: "running",
      owner: request.owner,
      dueAt: request.now + request.leaseMs,
      attempts: eb("attempts", "+", 1),
    }))
    .where("id", "=", (eb) =>
      eb
        .selectFrom("jobs")
        .select("jobs.id")
        .where((inner) => isDue(inner, request))
        .where((inner) => inner.not(inner.exists(olderOfItsGroup(inner))))
        .orderBy("jobs.dueAt")
        .orderBy("jobs.id")
        .limit(1)
        // SQLite has one writer, and no words for this.
        .$if(isPostgres(database), (query) => query.forUpdate("jobs").skipLocked()),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Gives up a job whose last worker went away without a word: it may be what ends a process. */
export async function buryExhausted(
  database: Kysely<DatabaseSchema>,
  { id }: Selectable<JobsTable>,
  { owner, now, maxAttempts }: ClaimRequest,
): Promise<void> {
  const error = "The worker stopped or hung each time it ran this job.";
  await database
    .updateTable("jobs")
    .set({ state: "dead", owner: null, diedAt: now, error, attempts: maxAttempts })
    .where("id", "=", id)
    .where("owner", "=", owner)
    .execute();
}

function isDue(eb: ExpressionBuilder<DatabaseSchema, "jobs">, { kinds, now }: ClaimRequest) {
  return eb.and([
    eb("jobs.state", "<>", DEAD),
    eb("jobs.dueAt", "<=", now),
    eb("jobs.kind", "in", kinds),
  ]);
}

/** An unfinished job that came before, also one that waits to be retried. */
export function olderOfItsGroup(eb: ExpressionBuilder<DatabaseSchema, "jobs">) {
  return eb
    .selectFrom("jobs as older")
    .select("older.id")
    .whereRef("older.groupKey", "=", "jobs.groupKey")
    .whereRef("older.id", "<", "jobs.id")
    .where("older.state", "<>", DEAD);
}
