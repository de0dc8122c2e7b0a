import type { Kysely } from "kysely";
import type { DatabaseSchema } from "./schema.ts";
import type { SchemaState } from "./schema-state.ts";

/** What differs between databases, beside how they speak SQL. */
export interface DatabaseEngine {
  database: Kysely<DatabaseSchema>;
  /** Before anything was brought up to date; `missing` also where it is empty. */
  schema: SchemaState["state"];
  /** For messages. */
  where: string;
  /** Writes one consistent copy, as a SQLite file. */
  backup(target: string): Promise<void>;
  /** Overwrites what was removed, as far as it can; false when others keep it from that. */
  scrub(): Promise<boolean>;
}
