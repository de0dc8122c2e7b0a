import { Kysely, sql } from "kysely";
import type { DatabaseEngine } from "../database-engine.ts";
import { CamelCaseRows } from "../names.ts";
import type { DatabaseSchema } from "../schema.ts";
import { judgeSchema } from "../schema-state.ts";
import { copyToFile } from "../transfer/copy-to-file.ts";
import { checkAddress, tryWithoutPassword } from "./check-address.ts";
import { describeAddress, openPool, type PostgresAddress } from "./open-pool.ts";
import { createPostgresDialect } from "./postgres-dialect.ts";
import { translatePostgresError } from "./translate-postgres-error.ts";

/** Connects to a database that is there; its tables are made where they are not. @throws StorageError */
export async function openPostgres(address: PostgresAddress): Promise<DatabaseEngine> {
  const url = checkAddress(address.url);
  const where = describeAddress(url);
  await tryWithoutPassword(url).catch((error: unknown) => {
    throw translatePostgresError(error, where);
  });
  const database = new Kysely<DatabaseSchema>({
    dialect: createPostgresDialect(openPool({ ...address, url }), where),
    plugins: [new CamelCaseRows()],
  });
  try {
    const { state, applied } = judgeSchema(await readApplied(database));
    return {
      database,
      schema: applied.length === 0 ? "missing" : state,
      where,
      backup: (target) => copyToFile(database, target),
      scrub: () => vacuum(database),
    };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** Names of the migrations that the database has seen; undefined where it has seen none. */
async function readApplied(database: Kysely<DatabaseSchema>): Promise<string[] | undefined> {
  const table = sql<{ found: string | null }>`select to_regclass('kysely_migration') as found`;
  const [row] = (await table.execute(database)).rows;
  if (row?.found == null) return undefined;
  const names = sql<{ name: string }>`select name from kysely_migration order by name`;
  return (await names.execute(database)).rows.map(({ name }) => name);
}

/** Rows that were removed are taken out of their pages; the server's own log and backups keep them longer. */
async function vacuum(database: Kysely<DatabaseSchema>): Promise<boolean> {
  await sql`vacuum`.execute(database);
  return true;
}
