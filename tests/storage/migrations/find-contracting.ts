import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { CamelCaseRows } from "../../../src/storage/names.ts";
import { createNodeSqliteDialect } from "../../../src/storage/sqlite/node-sqlite-dialect.ts";

/** What an older version, which runs beside, would stumble over. */
const TAKES_AWAY: readonly [pattern: RegExp, complaint: string][] = [
  [/^drop table/i, "drops a table"],
  [/^alter table .* drop (?:column|constraint)/i, "drops a column"],
  [/^alter table .* rename/i, "renames something"],
  [/^alter table .* alter column/i, "changes a column"],
  [
    /^alter table .* add column (?=.* not null)(?!.* default )/i,
    "adds a column that older versions do not fill",
  ],
  [/^create unique index/i, "forbids what older versions may write"],
  [/^(?:update|delete)/i, "changes rows"],
];

/** Runs migrations one after the other; says of each what it does beside adding. */
export async function findContracting(
  migrations: Readonly<Record<string, Migration>>,
): Promise<{ name: string; complaint: string; statement: string }[]> {
  const said: string[] = [];
  const database = new Kysely<unknown>({
    dialect: createNodeSqliteDialect(new DatabaseSync(":memory:"), "memory"),
    plugins: [new CamelCaseRows()],
    log: ({ query }) => {
      said.push(query.sql.replaceAll(/\s+/g, " ").trim());
    },
  });
  const found: { name: string; complaint: string; statement: string }[] = [];
  for (const [name, { up }] of Object.entries(migrations)) {
    said.length = 0;
    await up(database);
    const made = said.flatMap(
      (one) => /^create table (?:if not exists )?("\w+")/i.exec(one)?.[1] ?? [],
    );
    for (const statement of said) {
      // Nobody older knows a table that is made just now.
      const isOfNew = made.some((table) => statement.includes(` on ${table} `));
      const [, complaint] = TAKES_AWAY.find(([pattern]) => pattern.test(statement)) ?? [];
      if (complaint !== undefined && !isOfNew) found.push({ name, complaint, statement });
    }
  }
  await database.destroy();
  return found;
}
