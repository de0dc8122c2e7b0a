import type { ChangesRequest, Connector, SourceChange } from "../connector.ts";
import type { ConnectorSecret } from "../definition.ts";
import { sharedBudget } from "../shared/http/request-budget.ts";
import { anyPathMatcher } from "../shared/path-patterns.ts";
import { openAccount } from "./api/access-token.ts";
import { DriveApi } from "./api/drive-api.ts";
import { checkConnection } from "./check-connection.ts";
import { createSharingReader } from "./listing/sharing-reader.ts";
import { type DriveSettings, readsEverything } from "./settings.ts";
import { describeDocument, readersOf } from "./sync/describe-document.ts";
import type { Run } from "./sync/run.ts";
import { syncChanges } from "./sync/sync-changes.ts";
import { listEverything, syncEverything } from "./sync/sync-everything.ts";
import { type Cursor, readCursor } from "./tree/cursor.ts";
import { hash } from "./tree/fingerprint.ts";
import { createTree } from "./tree/tree.ts";

const HOUR_MS = 3_600_000;

/** Reads what one account sees of Google Drive. */
export function createGoogleDriveConnector(
  settings: DriveSettings,
  secret: ConnectorSecret,
): Connector & Required<Pick<Connector, "outline" | "check">> {
  async function open(signal: AbortSignal) {
    signal.throwIfAborted();
    const { id, email, readToken } = await openAccount(secret, settings);
    const { apiUrl, timeoutMs, requestsPerMinute, subject } = settings;
    const budget = sharedBudget(hash([apiUrl, id, subject ?? ""]), requestsPerMinute);
    return { email, api: new DriveApi({ readToken, apiUrl, timeoutMs, budget, signal }) };
  }

  function startRun(api: DriveApi, request: ChangesRequest, cursor: Cursor | undefined): Run {
    const scope = { rootIds: new Set<string>(), everything: readsEverything(settings) };
    const tree = createTree(scope, cursor);
    return {
      api,
      settings,
      request,
      knownIds: new Set(request.knownDocumentIds?.() ?? []),
      tree,
      sharing: createSharingReader(api, tree, settings),
      tokens: new Map(Object.entries(cursor?.tokens ?? {})),
      myDriveId: cursor?.myDriveId,
      items: new Map(),
      listed: new Set(),
      seen: new Set(),
      touchedBefore: new Set(cursor?.touched),
      touched: new Set(),
      targets: new Map(Object.entries(cursor?.targets ?? {})),
      expiring: new Map(Object.entries(cursor?.expiring ?? {})),
      isExcluded: anyPathMatcher(settings.exclude),
    };
  }

  async function* outline(signal: AbortSignal) {
    const { api } = await open(signal);
    const request = { cursor: undefined, knownFingerprint: () => undefined, signal };
    const run = startRun(api, request, undefined);
    await listEverything(run);
    for (const item of run.items.values()) {
      const described = describeDocument(run, item);
      if (described === undefined) continue;
      const { kind, title } = described;
      const readers = (await readersOf(run, item)) ?? { readableBy: [] };
      yield { documentId: item.id, kind, title, ...readers };
    }
  }

  return {
    listing: "incremental",
    async *changes(request): AsyncGenerator<SourceChange> {
      const { api } = await open(request.signal);
      const cursor = freshCursor(readCursor(request.cursor), settings);
      if (cursor !== undefined && request.everything !== true && !isSweepDue(cursor, settings)) {
        const run = startRun(api, request, cursor);
        if (yield* syncChanges(run)) {
          yield checkpoint(run, cursor.sweptAt);
          return;
        }
      }
      const startedAt = Date.now();
      const run = startRun(api, request, undefined);
      yield* syncEverything(run);
      yield checkpoint(run, startedAt);
    },
    async *listDocumentIds(signal) {
      for await (const { documentId, kind } of outline(signal)) yield { documentId, kind };
    },
    outline,
    async check(signal) {
      const { api, email } = await open(signal);
      return checkConnection(api, settings, email);
    },
  };
}

/** Undefined when the settings are not those that it was made with. */
function freshCursor(cursor: Cursor | undefined, settings: DriveSettings): Cursor | undefined {
  return cursor?.settings === hashSettings(settings) ? cursor : undefined;
}

function isSweepDue({ sweptAt }: Cursor, { sweepHours }: DriveSettings): boolean {
  return Date.now() - sweptAt >= sweepHours * HOUR_MS;
}

function checkpoint(run: Run, sweptAt: number): SourceChange {
  run.request.signal.throwIfAborted();
  const cursor: Cursor = {
    settings: hashSettings(run.settings),
    sweptAt,
    tokens: Object.fromEntries(run.tokens),
    ...(run.myDriveId === undefined ? {} : { myDriveId: run.myDriveId }),
    ...run.tree.state(),
    touched: [...run.touched],
    targets: Object.fromEntries(run.targets),
    expiring: Object.fromEntries(run.expiring),
  };
  return { type: "checkpoint", cursor: JSON.stringify(cursor) };
}

/** What is read, and by whom it may be; the pace does not matter. */
function hashSettings(settings: DriveSettings): string {
  const { drives, folders, myDrive, subject, exclude, linkSharing, unknownReaders } = settings;
  return hash([
    JSON.stringify({ drives, folders, myDrive, subject, exclude }),
    linkSharing,
    unknownReaders,
    settings.apiUrl,
  ]);
}
