import { sql } from "kysely";
import type { Database, ExpiredRows, Rows } from "./data-kind.ts";

export async function countRows({ table, where }: Rows, database: Database): Promise<number> {
  const query = sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${where}`;
  const [row] = (await query.execute(database)).rows;
  return Number(row?.n ?? 0);
}

/** How many were removed or changed. */
export async function clearRows({ table, where, set }: Rows, database: Database): Promise<number> {
  const query =
    set === undefined
      ? sql`delete from ${sql.table(table)} where ${where}`
      : sql`update ${sql.table(table)} set ${set} where ${where}`;
  const { numAffectedRows = 0n } = await query.execute(database);
  return Number(numAffectedRows);
}

/** The same for so many of them at most. */
export async function clearSome(
  { key, ...rows }: ExpiredRows,
  limit: number,
  database: Database,
): Promise<number> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const some = sql`select ${columns} from ${sql.table(rows.table)} where ${rows.where} limit ${limit}`;
  return clearRows({ ...rows, where: sql<boolean>`(${columns}) in (${some})` }, database);
}
