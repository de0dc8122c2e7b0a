import { z } from "zod";
import { parseCursor } from "../../shared/state/parse-cursor.ts";
import type { TreeState } from "./place.ts";

/** What one run leaves to the next. Times are milliseconds of Google's clock. */
export interface Cursor extends TreeState {
  /** Hash of the settings that decide what is read, and by whom. */
  settings: string;
  /** When everything was listed last. */
  sweptAt: number;
  /** Where each change log goes on: `user`, or a shared drive's id. */
  tokens: Record<string, string>;
  myDriveId?: string | undefined;
  /** Folders above what was handed over: it may have been read in the middle of their changes. */
  touched: string[];
  /** A run went on from here, handed things over, and is not known to have ended. */
  isUnfinished?: boolean | undefined;
  /** Where shortcuts lead to, and where they were when their targets were read. */
  targets: Record<string, string>;
  /** When a document's readers change by themselves. */
  expiring: Record<string, number>;
}

const folder = z.strictObject({
  name: z.string(),
  parentId: z.string().optional(),
  driveId: z.string().optional(),
  isOurs: z.boolean().optional(),
  access: z.enum(["inherited", "own", "limited"]),
  sharing: z.string(),
  onlyFor: z.array(z.enum(["members", "domain"])).optional(),
  expiresAt: z.number().optional(),
});

const shortcut = z.strictObject({
  parentId: z.string(),
  targetId: z.string(),
  isFolder: z.boolean(),
});

const cursor: z.ZodType<Cursor> = z.strictObject({
  settings: z.string(),
  sweptAt: z.number(),
  tokens: z.record(z.string(), z.string()),
  myDriveId: z.string().optional(),
  folders: z.record(z.string(), folder),
  shortcuts: z.record(z.string(), shortcut),
  audiences: z.record(z.string(), z.array(z.string())),
  touched: z.array(z.string()),
  isUnfinished: z.boolean().optional(),
  targets: z.record(z.string(), z.string()),
  expiring: z.record(z.string(), z.number()),
});

/** Undefined for none, and for one that cannot be used: then everything is listed. */
export function readCursor(text: string | undefined): Cursor | undefined {
  return parseCursor(text, cursor);
}
