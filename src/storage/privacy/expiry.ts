import { sql } from "kysely";
import {
  anyTable,
  type Change,
  type Column,
  type Condition,
  type Database,
  eb,
  type Table,
} from "./held-by.ts";
import { clearRows, type Rows } from "./rows.ts";

/** What is older than it is to be; it goes row by row of a key, for it is done in portions. */
export interface Expiry {
  key: readonly string[];
  rows(before: number, database: Database): Rows;
}

/** Rows that a column says the time of. */
export function olderBy<T extends Table>(
  table: T,
  key: Column<T> | readonly Column<T>[],
  column: Column<T>,
  { instead, only }: { instead?: Change<T>; only?: Condition } = {},
): Expiry {
  return {
    key: [key].flat(),
    rows: (before) => ({
      ...{ table, instead },
      where: eb.and([eb(column as string, "<", before), ...(only === undefined ? [] : [only])]),
    }),
  };
}

/** Removes so many at most; how many it were. */
export function removeSome(
  { key, rows }: Expiry,
  before: number,
  limit: number,
  database: Database,
): Promise<number> {
  const all = rows(before, database);
  const some = anyTable(database)
    .selectFrom(all.table)
    .select([...key])
    .where(all.where)
    .limit(limit);
  const columns = sql.join(key.map((column) => sql.ref(column)));
  return clearRows({ ...all, where: sql<boolean>`(${columns}) in ${some}` }, database);
}
