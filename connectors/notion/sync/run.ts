import type { ChangesRequest } from "../../connector.ts";
import type { NotionApi } from "../api/notion-api.ts";
import type { ExtractFile } from "../documents/extract-file.ts";
import type { NameBook } from "../documents/name-book.ts";
import type { Named } from "../markdown/rich-text.ts";
import type { NotionSettings } from "../settings.ts";
import { readersAt } from "../workspace/audiences.ts";
import type { Cursor } from "../workspace/cursor.ts";
import { type Mark, readFingerprint } from "../workspace/fingerprint.ts";
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
  /** Everything was listed: what is not among the workspace's nodes is not shown to the connection. */
  isListed: boolean;
  /** Documents that were there before, and are not any more. */
  gone: Set<string>;
  /** The page that each block stands on which others show. */
  keepers: Map<string, string | undefined>;
  /** The pages that texts of each data source's rows mention, as far as that was asked for. */
  namedInRows: Map<string, readonly Named[] | undefined>;
  /** What each document was when this run handed it over. */
  handedOver: Map<string, Mark>;
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
  const readers = readersAt(audiences, ids);
  return readers === undefined ? {} : { readableBy: readers };
}

/** Where a document was, and how it was called, when it was handed over last: as `placeHash` tells it. */
export function lastPlace({ handedOver, request }: Run, documentId: string): string | undefined {
  const mark = handedOver.get(documentId);
  return (mark ?? readFingerprint(request.knownFingerprint(documentId)))?.place;
}
