import type { ChangesRequest, Connector, SourceChange } from "../connector.ts";
import { sharedBudget } from "../shared/http/request-budget.ts";
import { hash } from "../shared/state/hash.ts";
import { NotionApi } from "./api/notion-api.ts";
import { followBorrowings } from "./borrowed/follow-borrowings.ts";
import { checkConnection } from "./check-connection.ts";
import type { ExtractFile } from "./documents/extract-file.ts";
import { pageOf } from "./documents/find-attachments.ts";
import { createNameBook } from "./documents/name-book.ts";
import type { NotionSettings } from "./settings.ts";
import { createDocumentQueue } from "./sync/document-queue.ts";
import { listDocuments, outlineDocuments } from "./sync/list-documents.ts";
import { processDocuments } from "./sync/process-documents.ts";
import { recheckNamed } from "./sync/recheck.ts";
import type { Run } from "./sync/run.ts";
import { listEdits, removeTrashed, SETTLE_MS } from "./sync/sync-edits.ts";
import { syncEverything } from "./sync/sync-everything.ts";
import { type Cursor, readCursor } from "./workspace/cursor.ts";
import { findRoot } from "./workspace/find-root.ts";
import { LISTS, noteEmpty } from "./workspace/note-empty.ts";
import { createPlaces } from "./workspace/places.ts";
import { createWorkspace } from "./workspace/workspace.ts";

/** Gives the token; `refused` is one that Notion has just not accepted. */
export type ReadToken = (signal: AbortSignal, refused?: string) => Promise<string>;

/** Reads the pages, databases and rows that are shared with one connection, and what is attached. */
export function createNotionConnector(
  settings: NotionSettings,
  readToken: ReadToken,
  extract?: ExtractFile,
): Connector & Required<Pick<Connector, "outline" | "check" | "findRoot">> {
  async function open(signal: AbortSignal): Promise<NotionApi> {
    signal.throwIfAborted();
    const token = await readToken(signal);
    const { apiUrl, timeoutMs, requestsPerMinute } = settings;
    const budget = sharedBudget(hash([apiUrl, token]), requestsPerMinute);
    const renewToken = (refused: string) => readToken(signal, refused);
    return new NotionApi({ token, renewToken, apiUrl, timeoutMs, budget, signal });
  }

  async function startRun(request: ChangesRequest): Promise<Run> {
    const api = await open(request.signal);
    const cursor = readCursor(request.cursor);
    const workspace = createWorkspace(api, cursor?.blockPages ?? {});
    const knownIds = new Set(request.knownDocumentIds?.() ?? []);
    knownIds.delete(LISTS);
    const attached = [...knownIds].filter((id) => pageOf(id) !== id);
    return {
      api,
      settings,
      request,
      cursor,
      knownIds,
      attachments: Map.groupBy(attached, pageOf),
      recheck: new Set((request.recheck ?? []).flatMap((id) => [id, pageOf(id)])),
      workspace,
      places: createPlaces(workspace),
      names: createNameBook(api),
      extract,
      mayReadComments: true,
      isListed: false,
      gone: new Set(),
      keepers: new Map(),
      namedInRows: new Map(),
      handedOver: new Map(),
      failuresInARow: 0,
      downloadFailuresInARow: 0,
    };
  }

  const nothingKnown = { cursor: undefined, knownFingerprint: () => undefined };

  return {
    listing: "incremental",
    async *changes(request) {
      const recheck = (request.recheck ?? []).filter((id) => id !== LISTS);
      const run = await startRun({ ...request, recheck });
      const startedAt = Date.now();
      const audiences = hash([JSON.stringify(settings.audiences)]);
      const isSweep = yield* nameAll(request.recheck ?? [], syncRun(run, audiences));
      const started = startedAt + run.api.clockOffsetMs;
      const { emptyEntries } = run.api;
      if (emptyEntries > 0) yield noteEmpty(emptyEntries);
      // They may stand for edits, unless everything was asked for by itself.
      const isSeen = isSweep || emptyEntries === 0;
      yield checkpoint(run, {
        settledBefore: isSeen ? started - SETTLE_MS : (run.cursor?.settledBefore ?? 0),
        sweptAt: isSweep ? started : (run.cursor?.sweptAt ?? 0),
        audiences,
      });
    },
    async *listDocumentIds(signal, known) {
      yield* listDocuments(await startRun({ ...nothingKnown, ...known, signal }));
    },
    async *outline(signal) {
      yield* outlineDocuments(await startRun({ ...nothingKnown, signal }));
    },
    check: async (signal) => checkConnection(await open(signal), settings),
    findRoot: async (id, signal) => findRoot(await open(signal), id),
  };
}

/** Whatever was to be looked at and is no document comes out as removed. */
async function* nameAll<Result>(
  ids: readonly string[],
  changes: AsyncGenerator<SourceChange, Result>,
): AsyncGenerator<SourceChange, Result> {
  const unnamed = new Set(ids);
  for (;;) {
    const step = await changes.next();
    if (step.done) {
      for (const documentId of unnamed) yield { type: "document-removed", documentId };
      return step.value;
    }
    const change = step.value;
    if (change.type === "document-changed") unnamed.delete(change.document.documentId);
    else if (change.type !== "checkpoint") unnamed.delete(change.documentId);
    yield change;
  }
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
  const { nodes, hasGone } = yield* recheckNamed(run);
  if (hasGone) {
    yield* sweep(run, audiences);
    return true;
  }
  for (const node of edits) {
    if (!run.workspace.nodes.has(node.id)) run.workspace.setNode(node);
  }
  yield* processDocuments(run, createDocumentQueue([...edits, ...nodes]));
  yield* followBorrowings(run);
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
