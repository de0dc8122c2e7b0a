import { anyTable, type Cell, type Condition, type Database, eb } from "./held-by.ts";

/** Fewer than any database takes values in one statement. */
const MOST_KEYS = 500;

/** Rows of a table: to be removed, or changed where it says what there is to be `instead`. */
export interface Rows {
  table: string;
  where: Condition;
  instead?: Partial<Record<string, Cell>> | undefined;
}

/** How many there are, or were removed or changed. */
export async function clearRows(
  { table, where, instead }: Rows,
  database: Database,
  isCount = false,
): Promise<number> {
  const tables = anyTable(database);
  if (isCount) {
    const query = tables.selectFrom(table).select((of) => of.fn.countAll().as("rows"));
    return Number((await query.where(where).executeTakeFirst())?.rows ?? 0);
  }
  if (instead === undefined) {
    const { numDeletedRows } = await tables
      .deleteFrom(table)
      .where(where)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }
  const query = tables.updateTable(table).set(instead).where(where);
  return Number((await query.executeTakeFirstOrThrow()).numUpdatedRows);
}

/** The rows that these keys have. */
export async function removeKeys(
  table: string,
  key: string,
  keys: readonly Cell[],
  database: Database,
): Promise<void> {
  for (let start = 0; start < keys.length; start += MOST_KEYS) {
    const where = eb(key, "in", keys.slice(start, start + MOST_KEYS));
    await clearRows({ table, where }, database);
  }
}

/** What stands in columns, each once. */
export async function valuesOf(
  table: string,
  columns: readonly string[],
  database: Database,
  where: Condition = eb.and([]),
): Promise<string[]> {
  const values = new Set<string>();
  for (const column of columns) {
    const query = anyTable(database).selectFrom(table).select(column).distinct().where(where);
    for (const row of await query.execute()) {
      const value = row[column];
      if (typeof value === "string" && value !== "") values.add(value);
    }
  }
  return [...values];
}
