import type { KindDescription } from "../ports/privacy-storage.ts";
import type { DatabaseSchema } from "../schema.ts";
import type { Expiry } from "./expiry.ts";
import type { Part } from "./part.ts";

/**
 * A kind of data: one entry a kind, in `data-kinds.ts`. A new table needs an entry there, or a test
 * fails; what the entry says is what is counted, erased, let expire and printed as the data map.
 */
export interface DataKind extends Omit<KindDescription, "tables"> {
  tables: readonly (keyof DatabaseSchema)[];
  /** Where it names people or is of a workspace, in the order it has to go. */
  held?: readonly Part[];
  /** Where it can be older than it is to be. */
  expires?: readonly Expiry[];
}
