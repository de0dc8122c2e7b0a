import { z } from "zod";
import { parseCursor } from "../../shared/state/parse-cursor.ts";

/** What one run leaves to the next. Times are milliseconds of Confluence's clock. */
export interface Cursor {
  /** The search is asked for what was modified since: some time before the run began. */
  since: number;
  /** When everything was listed last; 0 while that has yet to be finished. */
  sweptAt: number;
  /** `<id>:<version>` of what was found since then and is done with. */
  seen: string[];
  /** Hash of name and readers of each space, by id. */
  spaces: Record<string, string>;
  /** Hash of the settings that decide what is read. */
  settings: string;
}

const cursor: z.ZodType<Cursor> = z.strictObject({
  since: z.number(),
  sweptAt: z.number(),
  seen: z.array(z.string()),
  spaces: z.record(z.string(), z.string()),
  settings: z.string(),
});

/** Undefined for none, and for one that cannot be used: then everything is listed. */
export function readCursor(text: string | undefined): Cursor | undefined {
  return parseCursor(text, cursor);
}
