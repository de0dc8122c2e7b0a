import { type Kysely, sql } from "kysely";
import { inChunks } from "../column-values.ts";
import { snakeCase } from "../names.ts";
import type { DatabaseSchema } from "../schema.ts";
import type { Change } from "./change-log.ts";
import { readKeys, TABLES, type Table, tableNames } from "./tables.ts";

type Row = Record<string, unknown>;

interface Changed {
  table: Table;
  /** Columns of the primary key. */
  columns: readonly string[];
  changes: readonly Change[];
  /** What of it is there now. */
  rows: readonly Row[];
}

/** Makes each changed row in `to` what it is in `from`; gone where it is gone. Both within a transaction. */
export async function applyChanges(
  changes: readonly Change[],
  from: Kysely<DatabaseSchema>,
  to: Kysely<DatabaseSchema>,
): Promise<void> {
  const keys = await readKeys(to);
  const changed: Changed[] = [];
  for (const table of tableNames) {
    const columns = keys.get(snakeCase(table)) ?? [];
    const all = changes.filter((change) => change.table === snakeCase(table));
    const own = TABLES[table] === "appended" ? await keepNew(table, all, to) : all;
    changed.push({ table, columns, changes: own, rows: await readRows(table, columns, own, from) });
  }
  // Those that refer go before what they refer to, and come after it.
  for (const one of changed.toReversed()) await removeRows(one, to);
  for (const one of changed) await writeRows(one, to);
}

/** Entries that the other does not have, in their order: it takes them in no other. */
async function keepNew(
  table: Table,
  changes: readonly Change[],
  to: Kysely<DatabaseSchema>,
): Promise<Change[]> {
  const query = sql<{ last: number | null }>`select max(id) as last from ${sql.table(table)}`;
  const last = (await query.execute(to)).rows[0]?.last ?? 0;
  return changes
    .filter(({ key }) => Number(key[0]) > last)
    .sort((one, other) => Number(one.key[0]) - Number(other.key[0]));
}

async function readRows(
  table: Table,
  columns: readonly string[],
  changes: readonly Change[],
  from: Kysely<DatabaseSchema>,
): Promise<Row[]> {
  const found: Row[] = [];
  const order = sql.join(columns.map((column) => sql.ref(column)));
  for (const chunk of inChunks(changes)) {
    const query = sql<Row>`select * from ${sql.table(table)}
      where ${isOneOf(columns, chunk)} order by ${order}`;
    found.push(...(await query.execute(from)).rows);
  }
  return found;
}

async function removeRows(
  { table, columns, changes, rows }: Changed,
  to: Kysely<DatabaseSchema>,
): Promise<void> {
  const treatment = TABLES[table];
  if (treatment === "appended") return;
  const stay = new Set(treatment === "overwritten" ? rows.map((row) => keyOf(row, columns)) : []);
  const gone = changes.filter(({ key }) => !stay.has(JSON.stringify(key)));
  for (const chunk of inChunks(gone)) {
    await sql`delete from ${sql.table(table)} where ${isOneOf(columns, chunk)}`.execute(to);
  }
}

async function writeRows(
  { table, columns, rows }: Changed,
  to: Kysely<DatabaseSchema>,
): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  for (const chunk of inChunks(rows)) {
    const insert = to.insertInto(table).values(chunk as never);
    const write = insert.onConflict((conflict) =>
      conflict
        .columns(columns as never)
        .doUpdateSet(
          (eb) =>
            Object.fromEntries(
              names.map((name) => [name, eb.ref(`excluded.${name}` as never)]),
            ) as never,
        ),
    );
    await (TABLES[table] === "overwritten" ? write : insert).execute();
  }
}

function isOneOf(columns: readonly string[], changes: readonly Change[]) {
  const one = ({ key }: Change) =>
    sql`(${sql.join(
      columns.map((column, at) => sql`${sql.ref(column)} = ${key[at]}`),
      sql` and `,
    )})`;
  return sql`(${sql.join(changes.map(one), sql` or `)})`;
}

function keyOf(row: Row, columns: readonly string[]): string {
  const values = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [snakeCase(name), value]),
  );
  return JSON.stringify(columns.map((column) => values[column]));
}
