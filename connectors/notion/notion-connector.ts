import type { ChangesRequest, Connector, SourceChange } from "../connector.ts";
import { sharedBudget } from "../shared/http/request-budget.ts";
import { NotionApi } from "./api/notion-api.ts";
import { checkConnection } from "./check-connection.ts";
import type { ExtractFile } from "./documents/extract-file.ts";
import { createNameBook } from "./documents/name-book.ts";
import type { NotionSettings } from "./settings.ts";
import { createDocumentQueue } from "./sync/document-queue.ts";
import { processDocuments } from "./sync/process-documents.ts";
import { type Run, readersOf } from "./sync/run.ts";
import { listEdits, removeTrashed, SETTLE_MS } from "./sync/sync-edits.ts";
import { syncEverything } from "./sync/sync-everything.ts";
import { type Cursor, readCursor } from "./workspace/cursor.ts";
import { hash } from "./workspace/fingerprint.ts";
import { listWorkspace } from "./workspace/list-workspace.ts";
import { createPlaces } from "./workspace/places.ts";
import { createWorkspace } from "./workspace/workspace.ts";

/** Reads the pages, databases and rows that are shared with one connection. */
export function createNotionConnector(
  settings: NotionSettings,
  readToken: () => Promise<string>,
  extract?: ExtractFile,
): Connector & Required<Pick<Connector, "outline" | "check">> {
  async function open(signal: AbortSignal): Promise<NotionApi> {
    signal.throwIfAborted();
    const token = await readToken();
    const { apiUrl, timeoutMs, requestsPerMinute } = settings;
    const budget = sharedBudget(hash([apiUrl, token]), requestsPerMinute);
    return new NotionApi({ token, apiUrl, timeoutMs, budget, signal });
  }

  async function startRun(request: ChangesRequest): Promise<Run> {
    const api = await open(request.signal);
    const cursor = readCursor(request.cursor);
    const workspace = createWorkspace(api, cursor?.blockPages ?? {});
    return {
      api,
      settings,
      request,
      cursor,
      knownIds: new Set(request.knownDocumentIds?.() ?? []),
      workspace,
      places: createPlaces(workspace),
      names: createNameBook(api, workspace),
      extract,
      mayReadComments: true,
      handedOver: new Map(),
      failuresInARow: 0,
    };
  }

  async function* outline(signal: AbortSignal) {
    const run = await startRun({ cursor: undefined, knownFingerprint: () => undefined, signal });
    await listWorkspace(run.api, run.workspace, () => undefined);
    for (const node of [...run.workspace.nodes.values()]) {
      const place = await run.places.of(node);
      if (place.trashed) continue;
      const readableBy = readersOf(settings, place);
      const { id: documentId, kind, title } = node;
      yield { documentId, kind, title, ...(readableBy === undefined ? {} : { readableBy }) };
    }
  }

  return {
    listing: "incremental",
    async *changes(request) {
      const run = await startRun(request);
      const startedAt = Date.now();
      const audiences = hash([JSON.stringify(settings.audiences)]);
      const isSweep = yield* syncRun(run, audiences);
      const started = startedAt + run.api.clockOffsetMs;
      yield checkpoint(run, {
        settledBefore: started - SETTLE_MS,
        sweptAt: isSweep ? started : (run.cursor?.sweptAt ?? 0),
        audiences,
      });
    },
    async *listDocumentIds(signal) {
      for await (const { documentId, kind } of outline(signal)) yield { documentId, kind };
    },
    outline,
    check: async (signal) => checkConnection(await open(signal), settings),
  };
}

/** Reads what changed, or everything when it is time to; returns whether it was everything. */
async function* syncRun(run: Run, audiences: string): AsyncGenerator<SourceChange, boolean> {
  const { cursor, request } = run;
  const isFresh = cursor?.audiences === audiences && cursor.sweptAt > 0;
  if (cursor === undefined || !isFresh || request.everything === true) {
    yield* sweep(run, audiences);
    return true;
  }
  const edits = await listEdits(run, cursor.settledBefore);
  const sweepMs = run.settings.sweepMinutes * 60_000;
  const isDue = run.api.serverTime() - cursor.sweptAt >= sweepMs;
  if (isDue || (yield* removeTrashed(run, cursor.settledBefore))) {
    yield* sweep(run, audiences);
    return true;
  }
  yield* processDocuments(run, createDocumentQueue(edits));
  return false;
}

async function* sweep(run: Run, audiences: string): AsyncGenerator<SourceChange> {
  // A first run says when it began as soon as it has something: cut off, it goes on from where it was.
  let isUnsaid = run.request.cursor === undefined && run.knownIds.size === 0;
  const startedAt = Date.now();
  for await (const change of syncEverything(run)) {
    yield change;
    run.request.signal.throwIfAborted();
    if (!isUnsaid) continue;
    isUnsaid = false;
    const settledBefore = startedAt + run.api.clockOffsetMs - SETTLE_MS;
    yield checkpoint(run, { settledBefore, sweptAt: 0, audiences });
  }
}

function checkpoint(run: Run, cursor: Omit<Cursor, "blockPages">): SourceChange {
  const whole: Cursor = { ...cursor, blockPages: run.workspace.blockPages };
  return { type: "checkpoint", cursor: JSON.stringify(whole) };
}
