import { randomBytes } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import type { DatabaseSchema } from "../../schema.ts";

type CounterName = "version" | "documents" | "passages" | "length" | "drops";

export interface CatalogueWrite {
  transaction: Transaction<DatabaseSchema>;
  version: number;
}

/** One write at a time, also in Postgres: the row of the version is taken first. */
export function writeCatalogue<T>(
  database: Kysely<DatabaseSchema>,
  write: (act: CatalogueWrite) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (transaction) => {
    const version = await addToCounter(transaction, "version", 1);
    return write({ transaction, version });
  });
}

/** Returns what it is then. */
export async function addToCounter(
  database: Kysely<DatabaseSchema>,
  name: CounterName,
  change: number,
): Promise<number> {
  const row = await database
    .insertInto("catalogueCounters")
    .values({ name, value: change })
    .onConflict((conflict) =>
      conflict
        .column("name")
        .doUpdateSet((eb) => ({ value: eb("catalogueCounters.value", "+", change) })),
    )
    .returning("value")
    .executeTakeFirstOrThrow();
  return Number(row.value);
}

export async function readCounters(
  database: Kysely<DatabaseSchema>,
): Promise<Record<CounterName, number>> {
  const rows = await database.selectFrom("catalogueCounters").selectAll().execute();
  const found = Object.fromEntries(rows.map(({ name, value }) => [name, Number(value)]));
  return { version: 0, documents: 0, passages: 0, length: 0, drops: 0, ...found };
}

/** Made by whoever asks first. */
export async function readCatalogueId(database: Kysely<DatabaseSchema>): Promise<string> {
  await database
    .insertInto("catalogueNames")
    .values({ name: "id", value: randomBytes(6).toString("hex") })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await database
    .selectFrom("catalogueNames")
    .select("value")
    .where("name", "=", "id")
    .executeTakeFirstOrThrow();
  return row.value;
}
