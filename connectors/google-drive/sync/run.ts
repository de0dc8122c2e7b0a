import type { ChangesRequest } from "../../connector.ts";
import type { DriveApi } from "../api/drive-api.ts";
import type { SharingReader } from "../listing/sharing-reader.ts";
import type { DriveSettings } from "../settings.ts";
import { type DriveItem, toItem } from "../tree/drive-item.ts";
import type { Tree } from "../tree/tree.ts";

/** One reading of the source: what it goes by, what it keeps, and what it has seen so far. */
export interface Run {
  api: DriveApi;
  settings: DriveSettings;
  request: ChangesRequest;
  /** Documents that are indexed now, or failed to be. */
  knownIds: ReadonlySet<string>;
  isExcluded: (path: string) => boolean;
  sharing: SharingReader;

  // Kept for the next run; see the cursor.
  tree: Tree;
  tokens: Map<string, string>;
  myDriveId: string | undefined;
  touched: Set<string>;
  targets: Map<string, string>;
  expiring: Map<string, number>;

  /** What the last run handed over may be newer than what it left: nothing is as it was for sure. */
  isUnsure: boolean;
  /** Documents that wait to be handed over, as they were seen last. */
  waiting: Map<string, DriveItem>;
  /** Folders whose content was listed in this run. */
  listed: Set<string>;
  /** Folders and shortcuts that were listed or looked at in this run. */
  seen: Set<string>;
}

/** Whatever lies under an id now; undefined when nothing does, or nothing that the account sees. */
export async function fetchItem(run: Run, id: string): Promise<DriveItem | undefined> {
  const file = await run.api.getFile(id);
  return file && itemOf(run, file);
}

export function itemOf(run: Run, file: Parameters<typeof toItem>[0]): DriveItem | undefined {
  const { linkSharing } = run.settings;
  return toItem(file, { linkSharing, now: run.api.serverTime() });
}
