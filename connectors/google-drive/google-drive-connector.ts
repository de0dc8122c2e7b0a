import type { Connector, SourceChange } from "../connector.ts";
import type { ConnectorSecret } from "../definition.ts";
import { sharedBudget } from "../shared/http/request-budget.ts";
import { hash } from "../shared/state/hash.ts";
import { openAccount } from "./api/access-token.ts";
import { DriveApi } from "./api/drive-api.ts";
import { DIRECTORY_SCOPE } from "./api/service-account.ts";
import { checkConnection } from "./check-connection.ts";
import { DirectoryApi } from "./groups/directory-api.ts";
import { isGoogleGroup } from "./groups/group-principal.ts";
import { readGroups } from "./groups/read-groups.ts";
import type { DriveSettings } from "./settings.ts";
import { describeDocument, standingOf } from "./sync/describe-document.ts";
import { closeRun, hashSettings, openRun } from "./sync/open-run.ts";
import type { Run } from "./sync/run.ts";
import { syncChanges } from "./sync/sync-changes.ts";
import { listEverything, syncEverything } from "./sync/sync-everything.ts";
import { type Cursor, readCursor } from "./tree/cursor.ts";

const HOUR_MS = 3_600_000;

/** Reads what one account sees of Google Drive. */
export function createGoogleDriveConnector(
  settings: DriveSettings,
  secret: ConnectorSecret,
): Connector & Required<Pick<Connector, "outline" | "check" | "groups">> {
  async function open(signal: AbortSignal) {
    signal.throwIfAborted();
    const { id, email, readToken } = await openAccount(secret, settings);
    const { apiUrl, timeoutMs, requestsPerMinute, subject } = settings;
    const budget = sharedBudget(hash([apiUrl, id, subject ?? ""]), requestsPerMinute);
    return { email, api: new DriveApi({ readToken, apiUrl, timeoutMs, budget, signal }) };
  }

  /** In the name of an admin, where one is named, and by a token of its own. */
  async function openDirectory(signal: AbortSignal): Promise<DirectoryApi> {
    signal.throwIfAborted();
    const { apiUrl, timeoutMs, requestsPerMinute, groupsAdmin } = settings;
    const subject = groupsAdmin ?? settings.subject;
    const setting = groupsAdmin === undefined ? "subject" : "groupsAdmin";
    const purpose = { scope: DIRECTORY_SCOPE, setting } as const;
    const account = await openAccount(secret, { ...settings, subject }, purpose);
    const { id, email, readToken } = account;
    const budget = sharedBudget(hash([apiUrl, id, subject ?? "", "groups"]), requestsPerMinute);
    const who = subject ?? email ?? "this account";
    return new DirectoryApi({ readToken, apiUrl, timeoutMs, budget, signal, who });
  }

  async function* outline(signal: AbortSignal) {
    const { api } = await open(signal);
    const request = { cursor: undefined, knownFingerprint: () => undefined, signal };
    const run = openRun(api, settings, request);
    await listEverything(run);
    for (const item of run.waiting.values()) {
      const described = describeDocument(run, item);
      if (described === undefined) continue;
      const { kind, title } = described;
      const { path: _, ...readers } = (await standingOf(run, described)) ?? { readableBy: [] };
      yield { documentId: item.id, kind, title, ...readers };
    }
  }

  return {
    listing: "incremental",
    async *changes(request): AsyncGenerator<SourceChange> {
      const { api } = await open(request.signal);
      const cursor = freshCursor(readCursor(request.cursor), settings);
      if (cursor !== undefined && request.everything !== true && !isSweepDue(cursor, settings)) {
        const run = openRun(api, settings, request, cursor);
        if (yield* syncChanges(run, cursor)) {
          yield checkpoint(run, cursor.sweptAt);
          return;
        }
      }
      const startedAt = Date.now();
      const run = openRun(api, settings, request);
      yield* syncEverything(run);
      yield checkpoint(run, startedAt);
    },
    async *listDocumentIds(signal) {
      for await (const { documentId, kind } of outline(signal)) yield { documentId, kind };
    },
    outline,
    async check(signal) {
      const { api, email } = await open(signal);
      return checkConnection(api, settings, email, () => openDirectory(signal));
    },
    async *groups(wanted, signal) {
      signal.throwIfAborted();
      const own = wanted.filter(isGoogleGroup);
      if (own.length > 0) yield* readGroups(await openDirectory(signal), own);
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
  return { type: "checkpoint", cursor: JSON.stringify(closeRun(run, sweptAt)) };
}
