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
  /** Documents that are indexed now. */
  knownIds: ReadonlySet<string>;
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
}

/** Who may read a document: what was said of the nearest root, undefined when nothing was. */
export function readersOf({ audiences }: NotionSettings, { ids }: Place): string[] | undefined {
  const root = ids.findLast((id) => Object.hasOwn(audiences, id));
  return root === undefined ? undefined : audiences[root];
}
