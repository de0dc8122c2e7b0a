import { type Kysely, sql } from "kysely";
import type { DatabaseSchema } from "../schema.ts";

/** Where something sealed lies, and what it is sealed for. */
interface SealedColumn {
  kind: string;
  table: string;
  key: string;
  column: string;
  labelOf: (key: string) => string;
}

/** Every place; a value that is sealed elsewhere would be lost when the key is changed. */
const SEALED_COLUMNS: readonly SealedColumn[] = [
  { kind: "source", table: "secrets", key: "source", column: "sealed", labelOf: (key) => key },
  { kind: "webhook", table: "webhooks", key: "source", column: "sealed", labelOf: (key) => key },
  {
    ...{ kind: "installation", table: "installations", key: "workspace_id" },
    ...{ column: "sealed_token", labelOf: (key) => `installation ${key}` },
  },
  {
    ...{ kind: "setup link", table: "setup_links", key: "token_hash", column: "sealed_verifier" },
    labelOf: (key) => `setup:${key}`,
  },
  {
    ...{ kind: "audit log", table: "audit_heads", key: "id", column: "sealed_key" },
    labelOf: () => "audit log",
  },
];

export interface SealedValue {
  kind: string;
  key: string;
  label: string;
  sealed: string;
  replace(sealed: string): Promise<void>;
}

export async function readSealedValues(database: Kysely<DatabaseSchema>): Promise<SealedValue[]> {
  const values: SealedValue[] = [];
  for (const { kind, table, key, column, labelOf } of SEALED_COLUMNS) {
    const { rows } = await sql<{ name: string | number; sealed: string }>`
      select ${sql.ref(key)} as name, ${sql.ref(column)} as sealed from ${sql.table(table)}
      where ${sql.ref(column)} is not null order by ${sql.ref(key)}`.execute(database);
    for (const { name, sealed } of rows) {
      const replace = async (next: string) => {
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${next} where ${sql.ref(key)} = ${name}`.execute(
          database,
        );
      };
      values.push({ kind, key: String(name), label: labelOf(String(name)), sealed, replace });
    }
  }
  return values;
}
