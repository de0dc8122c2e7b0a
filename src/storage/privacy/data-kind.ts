import type { Kysely, RawBuilder } from "kysely";
import type { KindDescription, PersonNames } from "../ports/privacy-storage.ts";
import type { DatabaseSchema } from "../schema.ts";

export type Table = keyof DatabaseSchema;
export type Condition = RawBuilder<boolean>;
export type Database = Kysely<DatabaseSchema>;

/** Rows of a table: removed, or changed where `set` says how. */
export interface Rows {
  table: Table;
  where: Condition;
  set?: RawBuilder<unknown>;
}

/** What takes more than conditions; `isCount`: nothing is changed. */
export type Work = (database: Database, isCount: boolean) => Promise<number>;

/** The same, row by row in the order of a key, for it is done in portions. */
export type ExpiredRows = Rows & { key: readonly string[] };

/**
 * A kind of data: one entry a kind, in `data-kinds.ts`. A new table needs an entry there, or a test
 * fails; what the entry says is what is counted, erased, let expire and printed as the data map.
 */
export interface DataKind extends Omit<KindDescription, "tables"> {
  tables: readonly Table[];
  /** What there is of a person, in the order it has to go. */
  ofPerson?: (person: PersonNames) => readonly (Rows | Work)[];
  /** What is older than then. */
  expired?: (before: number) => readonly ExpiredRows[];
  /** What goes with a workspace; `removedAt` for what may have come again since. */
  ofWorkspace?: (workspaceId: string, removedAt: number) => readonly Rows[];
  /** Columns that hold ids of people. */
  people?: readonly (readonly [Table, string])[];
}
