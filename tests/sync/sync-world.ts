import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { ChangesRequest, Connector, SourceChange } from "../../connectors/connector.ts";
import { createFilesConnector } from "../../connectors/files/files-connector.ts";
import type { Embedder } from "../../src/models/models.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import type { SourceRecord } from "../../src/storage/storage.ts";
import type { SyncDeps } from "../../src/sync/sync-deps.ts";
import { type SyncOptions, type SyncReport, syncSource } from "../../src/sync/sync-source.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { openSqliteVectorIndex } from "../../src/vector-index/sqlite/sqlite-vector-index.ts";

/** Vectors that depend on nothing but the text, and a list of the texts that were asked for. */
export function hashEmbedder(): Embedder & { texts: string[] } {
  const texts: string[] = [];
  return {
    id: "test/hash",
    dimensions: 8,
    maxTextsPerCall: 4,
    fusion: { vector: 0.5, vectorOtherLanguages: 0.5 },
    texts,
    async embed(batch) {
      texts.push(...batch);
      return batch.map((text) => {
        const bytes = createHash("sha256").update(text).digest().subarray(0, 8);
        const vector = Float32Array.from(bytes, (byte) => byte - 127.5);
        const length = Math.hypot(...vector);
        return vector.map((value) => value / length);
      });
    },
    async close() {},
  };
}

/** Deps on real storage and a real index below `dataDir`. */
export async function openDeps(dataDir: string): Promise<SyncDeps & { close(): Promise<void> }> {
  mkdirSync(dataDir, { recursive: true });
  const storage = await openStorage({ file: join(dataDir, "state.sqlite") });
  const index = await openSqliteVectorIndex({ file: join(dataDir, "index.sqlite") });
  return {
    storage,
    index,
    embedder: undefined,
    logger: createLogger("silent"),
    now: Date.now,
    async close() {
      await index.close();
      await storage.close();
    },
  };
}

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "footnote-sync-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeFile(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

export function sourceRecord(name: string, change: Partial<SourceRecord> = {}): SourceRecord {
  return {
    name,
    kind: "files",
    settings: {},
    audience: ["everyone"],
    schedule: undefined,
    paused: false,
    sample: false,
    cursor: undefined,
    createdAt: Date.now(),
    lastSyncStartedAt: undefined,
    lastSyncFinishedAt: undefined,
    lastSyncCounts: undefined,
    lastSyncError: undefined,
    lastSyncProgressAt: undefined,
    inStepAt: undefined,
    heldRemovals: 0,
    lag: undefined,
    ...change,
  };
}

export function filesConnector(path: string): Connector {
  return createFilesConnector({ path, stripExtension: false, maxFileBytes: 1_000_000 });
}

/** Reports what it is given, run after run; functions and errors stand for what happens on the way. */
export function scriptedConnector(
  listing: Connector["listing"],
  runs: (SourceChange | Error | (() => void))[][],
): Connector & {
  asked: Pick<ChangesRequest, "cursor" | "everything">[];
} {
  const asked: Pick<ChangesRequest, "cursor" | "everything">[] = [];
  return {
    listing,
    asked,
    async *changes(request) {
      asked.push(request);
      for (const step of runs.shift() ?? []) {
        if (step instanceof Error) throw step;
        if (typeof step === "function") step();
        else yield step;
      }
    },
    async *listDocumentIds() {},
  };
}

export function changed(documentId: string, markdown: string, readableBy?: string[]): SourceChange {
  const document = {
    documentId,
    title: documentId,
    path: documentId,
    kind: "page",
    markdown,
    fingerprint: markdown,
  };
  return {
    type: "document-changed",
    document: readableBy === undefined ? document : { ...document, readableBy },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** One source called `handbook` on real adapters; it reads `folder` unless a connector is given. */
export async function openWorld() {
  const root = temporaryFolder();
  const folder = join(root, "docs");
  mkdirSync(folder);
  const embedder = hashEmbedder();
  const opened = await openDeps(join(root, "data"));
  onTestFinished(() => opened.close());
  const deps = { ...opened, embedder };
  await deps.storage.sources.add(sourceRecord("handbook"));
  return {
    root,
    folder,
    embedder,
    deps,
    write: (path: string, text: string) => writeFile(folder, path, text),
    sync: (options: Partial<SyncOptions> = {}, connector?: Connector): Promise<SyncReport> =>
      syncSource(sourceRecord("handbook"), connector ?? filesConnector(folder), deps, {
        signal: new AbortController().signal,
        ...options,
      }),
    source: async () => (await deps.storage.sources.get("handbook")) ?? sourceRecord("gone"),
    snapshot: () => snapshot(deps),
  };
}

/** All that is stored of the source, in an order of its own: two equal snapshots are equal syncs. */
export async function snapshot(deps: SyncDeps, source = "handbook") {
  const lists = await deps.storage.accessLists.list();
  const principals = new Map(lists.map((list) => [list.id, list.principals]));
  const documents = [];
  for (const record of await deps.storage.documents.list(source)) {
    const hits = await deps.index.readDocument(
      source,
      record.documentId,
      lists.map((list) => list.id),
    );
    documents.push({
      documentId: record.documentId,
      title: record.title,
      fingerprint: record.fingerprint,
      readers: principals.get(record.accessId),
      inherits: record.inheritsAudience,
      passages: record.passages,
      indexed: hits.map((hit) => [hit.ordinal, hit.text, hit.hash, principals.get(hit.accessId)]),
    });
  }
  const { documents: inIndex, passages, vectors } = await deps.index.stats("test/hash", source);
  const failures = (await deps.storage.failures.list(source)).map((failure) => failure.documentId);
  return { documents, inIndex, passages, vectors, failures };
}
