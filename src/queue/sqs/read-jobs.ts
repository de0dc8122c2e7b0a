import type { Kysely } from "kysely";
import type { DatabaseSchema } from "../../storage/schema.ts";
import { olderOfItsGroup } from "../storage-queue/claim-jobs.ts";

export interface DueJob {
  kind: string;
  dueAt: number;
}

type Database = Kysely<DatabaseSchema>;

/** More than one process is woken up for at once are left for the next look. */
const MOST_OVERDUE = 500;

export async function readGroup(database: Database, jobId: string): Promise<string | undefined> {
  const row = await database
    .selectFrom("jobs")
    .select("groupKey")
    .where("id", "=", Number(jobId))
    .executeTakeFirst();
  return row?.groupKey ?? undefined;
}

/** What may be taken now that something happened to a job: itself, or what its group kept waiting. */
export function readNext(
  database: Database,
  jobId: string,
  group: string | undefined,
): Promise<DueJob[]> {
  return database
    .selectFrom("jobs")
    .select(["kind", "dueAt"])
    .where("state", "=", "waiting")
    .where((eb) =>
      group === undefined ? eb("id", "=", Number(jobId)) : eb("groupKey", "=", group),
    )
    .orderBy("id")
    .limit(1)
    .execute();
}

/** Jobs that could have been taken since, the oldest of each group. */
export function readOverdue(database: Database, since: number): Promise<DueJob[]> {
  return database
    .selectFrom("jobs")
    .select(["kind", "dueAt"])
    .where("state", "in", ["waiting", "running"])
    .where("dueAt", "<=", since)
    .where((eb) => eb.not(eb.exists(olderOfItsGroup(eb))))
    .orderBy("dueAt")
    .limit(MOST_OVERDUE)
    .execute();
}
