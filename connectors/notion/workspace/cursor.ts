import { z } from "zod";
import { parseCursor } from "../../shared/state/parse-cursor.ts";

/** What one run leaves to the next. Times are milliseconds of Notion's clock. */
export interface Cursor {
  /** Whatever was edited before was read after that minute had passed and the search had caught up. */
  settledBefore: number;
  /** When everything was listed last; 0 while that has yet to be finished. */
  sweptAt: number;
  /** Hash of who may read below which root. */
  audiences: string;
  /** The page that a block with pages in it stands on: Notion names the block as their parent. */
  blockPages: Record<string, string>;
}

const cursor: z.ZodType<Cursor> = z.strictObject({
  settledBefore: z.number(),
  sweptAt: z.number(),
  audiences: z.string(),
  blockPages: z.record(z.string(), z.string()),
});

/** Undefined for none, and for one that cannot be used: then everything is listed. */
export function readCursor(text: string | undefined): Cursor | undefined {
  return parseCursor(text, cursor);
}
