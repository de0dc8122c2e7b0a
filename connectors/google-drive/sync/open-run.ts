import type { ChangesRequest } from "../../connector.ts";
import { anyPathMatcher } from "../../shared/path-patterns.ts";
import { hash } from "../../shared/state/hash.ts";
import type { DriveApi } from "../api/drive-api.ts";
import { createSharingReader } from "../listing/sharing-reader.ts";
import { type DriveSettings, readsEverything } from "../settings.ts";
import type { Cursor } from "../tree/cursor.ts";
import { createTree } from "../tree/tree.ts";
import type { Run } from "./run.ts";

/** Begins where a run before ended; or, without a cursor, with nothing known. */
export function openRun(
  api: DriveApi,
  settings: DriveSettings,
  request: ChangesRequest,
  cursor?: Cursor,
): Run {
  const scope = { rootIds: new Set<string>(), everything: readsEverything(settings) };
  const tree = createTree(scope, cursor);
  return {
    api,
    settings,
    request,
    knownIds: new Set(request.knownDocumentIds?.() ?? []),
    isExcluded: anyPathMatcher(settings.exclude),
    sharing: createSharingReader(api, tree, settings),
    tree,
    tokens: new Map(Object.entries(cursor?.tokens ?? {})),
    myDriveId: cursor?.myDriveId,
    touched: new Set(),
    targets: new Map(Object.entries(cursor?.targets ?? {})),
    expiring: new Map(Object.entries(cursor?.expiring ?? {})),
    isUnsure: cursor?.isUnfinished === true,
    waiting: new Map(),
    listed: new Set(),
    seen: new Set(),
  };
}

/** What the next run goes on from. */
export function closeRun(run: Run, sweptAt: number): Cursor {
  const { settings, tokens, myDriveId, tree, touched, targets, expiring } = run;
  return {
    settings: hashSettings(settings),
    sweptAt,
    tokens: Object.fromEntries(tokens),
    ...(myDriveId === undefined ? {} : { myDriveId }),
    ...tree.state(),
    touched: [...touched],
    targets: Object.fromEntries(targets),
    expiring: Object.fromEntries(expiring),
  };
}

/** Of who may read what. Others than before: all readers are asked for anew, and no text is read again. */
const RULES = "groups within domains";

/** What is read, and by whom it may be; the pace does not matter. */
export function hashSettings(settings: DriveSettings): string {
  const { drives, folders, myDrive, subject, groupsAdmin, exclude, domains } = settings;
  return hash([
    JSON.stringify({ drives, folders, myDrive, subject, groupsAdmin, exclude, domains }),
    settings.linkSharing,
    settings.unknownReaders,
    settings.apiUrl,
    RULES,
  ]);
}
