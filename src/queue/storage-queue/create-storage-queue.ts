import type { Insertable, Kysely, Selectable } from "kysely";
import { inTurn, isPostgres } from "../../storage/in-turn.ts";
import type { DatabaseSchema, JobsTable } from "../../storage/schema.ts";
import type { Job, Queue } from "../queue.ts";
import { buryExhausted, claimNextJob, hasDueJob } from "./claim-jobs.ts";
import { retryDelayMs } from "./retry-delay.ts";

export interface StorageQueueOptions {
  /** How often a job is handed out before it is given up. */
  maxAttempts: number;
  /** Wait after the first failure; doubles with each further one. */
  backoffMs: number;
  now?: () => number;
}

/** The queue as a table beside the state of record; any number of processes may share it. */
export function createStorageQueue(
  database: Kysely<DatabaseSchema>,
  { maxAttempts, backoffMs, now = Date.now }: StorageQueueOptions,
): Queue {
  return {
    async enqueue({ kind, key, payload, group, delayMs = 0, headStartMs = 0 }) {
      const row = {
        kind,
        key,
        groupKey: group ?? null,
        payload: JSON.stringify(payload ?? null),
        state: "waiting" as const,
        attempts: 0,
        dueAt: now() + delayMs - headStartMs,
        queuedAt: now(),
      };
      // Numbers of a group's jobs say their order, so the lower one must be seen first: on SQLite it is.
      return group === undefined || !isPostgres(database)
        ? insertJob(database, row)
        : inTurn(database, `jobs of ${group}`, (transaction) => insertJob(transaction, row));
    },
    async claim(kinds, owner, leaseMs) {
      const request = { kinds, owner, leaseMs, maxAttempts, now: now() };
      // Workers ask all the time and mostly in vain; a look takes no lock.
      if (kinds.length === 0 || !(await hasDueJob(database, request))) return undefined;
      for (;;) {
        const row = await claimNextJob(database, request);
        if (row === undefined || row.attempts <= maxAttempts) return row && toJob(row);
        await buryExhausted(database, row, request);
      }
    },
    async extend(jobId, owner, leaseMs) {
      const { numUpdatedRows } = await database
        .updateTable("jobs")
        .set({ dueAt: now() + leaseMs })
        .where("id", "=", Number(jobId))
        .where("owner", "=", owner)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async complete(jobId, owner) {
      await database
        .deleteFrom("jobs")
        .where("id", "=", Number(jobId))
        .where("owner", "=", owner)
        .execute();
    },
    fail: (jobId, owner, error) =>
      inTurn(database, `job ${jobId}`, async (transaction) => {
        const job = await transaction
          .selectFrom("jobs")
          .select(["id", "owner", "state", "attempts"])
          .where("id", "=", Number(jobId))
          .executeTakeFirst();
        // Another owner's by now, or done: whatever happens to it is not this caller's to say.
        if (job?.owner !== owner) return job?.state === "dead" ? "dead" : "retrying";
        const dead = job.attempts >= maxAttempts;
        const change = dead
          ? { state: "dead" as const, diedAt: now() }
          : { state: "waiting" as const, dueAt: now() + retryDelayMs(job.attempts, backoffMs) };
        await transaction
          .updateTable("jobs")
          .set({ ...change, owner: null, error })
          .where("id", "=", job.id)
          .execute();
        return dead ? "dead" : "retrying";
      }),
    async release(jobId, owner) {
      await database
        .updateTable("jobs")
        .set((eb) => ({
          state: "waiting",
          owner: null,
          dueAt: now(),
          attempts: eb("attempts", "-", 1),
        }))
        .where("id", "=", Number(jobId))
        .where("owner", "=", owner)
        .execute();
    },
    async stats() {
      const rows = await database
        .selectFrom("jobs")
        .select((eb) => ["state", eb.fn.countAll().as("jobs"), eb.fn.min("queuedAt").as("oldest")])
        .groupBy("state")
        .execute();
      const count = (state: string) => Number(rows.find((row) => row.state === state)?.jobs ?? 0);
      const oldest = rows.flatMap(({ state, oldest }) => (state === "dead" ? [] : (oldest ?? [])));
      return {
        waiting: count("waiting"),
        running: count("running"),
        dead: count("dead"),
        oldestQueuedAt: oldest.length === 0 ? undefined : Math.min(...oldest.map(Number)),
      };
    },
    async deadLetters(limit) {
      const rows = await database
        .selectFrom("jobs")
        .selectAll()
        .where("state", "=", "dead")
        .orderBy("diedAt", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        job: toJob(row),
        error: row.error ?? "",
        diedAt: row.diedAt ?? 0,
      }));
    },
  };
}

/** False when a waiting or running job has the same key. */
async function insertJob(
  database: Kysely<DatabaseSchema>,
  row: Insertable<JobsTable>,
): Promise<boolean> {
  const result = await database
    .insertInto("jobs")
    .values(row)
    // The index behind this holds waiting and running jobs only.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return result.numInsertedOrUpdatedRows === 1n;
}

function toJob(row: Selectable<JobsTable>): Job {
  const { id, kind, attempts, payload } = row;
  return { id: String(id), kind, attempt: attempts, payload: JSON.parse(payload) };
}
