import { dirname } from "node:path";
import { Kysely } from "kysely";
import type { DatabaseEngine } from "../database-engine.ts";
import { CamelCaseRows } from "../names.ts";
import type { DatabaseSchema } from "../schema.ts";
import { readSchemaState } from "../schema-state.ts";
import { copyDatabase } from "./copy-database.ts";
import { emptyLog } from "./empty-log.ts";
import { createNodeSqliteDialect } from "./node-sqlite-dialect.ts";
import { openSqliteFile } from "./open-sqlite-file.ts";

/** Opens or makes a file. @throws StorageError */
export async function openSqlite(file: string): Promise<DatabaseEngine> {
  const { state, applied } = readSchemaState(file);
  const database = new Kysely<DatabaseSchema>({
    dialect: createNodeSqliteDialect(await openSqliteFile(file), file),
    plugins: [new CamelCaseRows()],
  });
  return {
    database,
    schema: applied.length === 0 ? "missing" : state,
    where: dirname(file),
    backup: (target) => copyDatabase(database, target),
    scrub: () => emptyLog(database),
  };
}
