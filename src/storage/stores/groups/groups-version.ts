import type { Kysely, Transaction } from "kysely";
import type { DatabaseSchema } from "../../schema.ts";

const ONLY = 1;

/** Of all that is said of groups and people; 0 before anything was. */
export async function readGroupsVersion(database: Kysely<DatabaseSchema>): Promise<number> {
  const row = await database
    .selectFrom("groupsVersions")
    .select("version")
    .where("id", "=", ONLY)
    .executeTakeFirst();
  return row === undefined ? 0 : Number(row.version);
}

/** Does the work as one act with a new version; none where the work says that nothing changed. */
export function changeGroups<T>(
  database: Kysely<DatabaseSchema>,
  work: (transaction: Transaction<DatabaseSchema>) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (transaction) => {
    const done = await work(transaction);
    if (done !== false) await raiseGroupsVersion(transaction);
    return done;
  });
}

/** To be called in the transaction that changes something. */
export async function raiseGroupsVersion(transaction: Kysely<DatabaseSchema>): Promise<void> {
  await transaction
    .insertInto("groupsVersions")
    .values({ id: ONLY, version: 1 })
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet((eb) => ({ version: eb("groupsVersions.version", "+", 1) })),
    )
    .execute();
}
