import type { ChangesRequest } from "../../connector.ts";
import type { NotionApi } from "../api/notion-api.ts";
import type { ExtractFile } from "../documents/extract-file.ts";
import type { NameBook } from "../documents/name-book.ts";
import type { NotionSettings } from "../settings.ts";
import type { Cursor } from "../workspace/cursor.ts";
import type { Place, Places } from "../workspace/places.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** One reading of the workspace, and what it has found out on the way. */
export interface Run {
  api: NotionApi;
  settings: NotionSettings;
  request: ChangesRequest;
  /** Documents that are indexed, or failed to be. */
  knownIds: ReadonlySet<string>;
  /** Those of them that are attached to a page, by its id. */
  attachments: ReadonlyMap<string, readonly string[]>;
  /** What is read in any case: ids that the engine named, and the pages that some are attached to. */
  recheck: ReadonlySet<string>;
  /** Undefined when everything has to be listed. */
  cursor: Cursor | undefined;
  workspace: Workspace;
  places: Places;
  names: NameBook;
  /** Undefined: files are named, and not read. */
  extract: ExtractFile | undefined;
  mayReadComments: boolean;
  /** Where each document that was handed over in this run was then. */
  handedOver: Map<string, string>;
  /** Documents that failed one after the other because Notion was away. */
  failuresInARow: number;
  /** The same for files and their storage. */
  downloadFailuresInARow: number;
}

/** So many in a row that Notion was away for: then it is away as a whole. */
export const FAILURES_IN_A_ROW = 4;

/** Who may read a document: what was said of the nearest root; empty when nothing was. */
export function readableBy(
  { settings: { audiences } }: Pick<Run, "settings">,
  { ids }: Place,
): { readableBy?: string[] } {
  const root = ids.findLast((id) => Object.hasOwn(audiences, id));
  const readers = root === undefined ? undefined : audiences[root];
  return readers === undefined ? {} : { readableBy: readers };
}
