import type { ChangesRequest } from "../../connector.ts";
import type { DriveApi } from "../api/drive-api.ts";
import type { SharingReader } from "../listing/sharing-reader.ts";
import type { DriveSettings } from "../settings.ts";
import { type DriveItem, toItem } from "../tree/drive-item.ts";
import type { Tree } from "../tree/tree.ts";

/** One reading of the source, and what it has found out on the way. */
export interface Run {
  api: DriveApi;
  settings: DriveSettings;
  request: ChangesRequest;
  /** Documents that are indexed now, or failed to be. */
  knownIds: ReadonlySet<string>;
  tree: Tree;
  sharing: SharingReader;
  /** Where each change log goes on. */
  tokens: Map<string, string>;
  myDriveId: string | undefined;
  /** Documents that wait to be handed over, as they were seen last. */
  items: Map<string, DriveItem>;
  /** Folders whose content was listed in this run. */
  listed: Set<string>;
  /** All that was listed or looked at in this run. */
  seen: Set<string>;
  /** See the cursor; those of the last run, and of this one. */
  touchedBefore: ReadonlySet<string>;
  touched: Set<string>;
  /** See the cursor. */
  targets: Map<string, string>;
  expiring: Map<string, number>;
  isExcluded: (path: string) => boolean;
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
