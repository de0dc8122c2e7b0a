import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "../../app.ts";
import { syncNamedSource } from "../../sources/syncing/sync-named-source.ts";
import { createProgressNote } from "../../sources/syncing/sync-progress.ts";
import type { SourceRecord } from "../../storage/storage.ts";
import { embedPassages } from "../../sync/embed-passages.ts";
import { startScheduler } from "../../sync/run-schedule.ts";
import { runGroupSyncing } from "./run-group-syncing.ts";
import { runRequestedSyncs } from "./run-requested-syncs.ts";

/** How soon texts that came without vectors, from this process or another, get them. */
const EMBED_POLL_MS = 2_000;
/** The same when the last try left some over: asking a model that refuses them costs money. */
const EMBED_RETRY_MS = 60_000;
/** How soon it is looked again for sources that were never read, when they could not be listed. */
const LIST_RETRY_MS = 2_000;

/** Syncs what is due and embeds what waits, in the background, until `signal` aborts. */
export async function runSyncing(app: App, signal: AbortSignal): Promise<void> {
  const sync = (source: { name: string }, stop: AbortSignal) =>
    syncNamedSource(
      source.name,
      { wait: false, signal: stop, onProgress: createProgressNote(source.name, app.administering) },
      app.administering,
    );
  await Promise.all([
    syncNewSources(app, sync, signal),
    startScheduler({ ...app, sync }, { signal }),
    runRequestedSyncs(app, signal),
    runGroupSyncing(app, signal),
    embedWaiting(app, signal),
    keepNextVectorsReady(app, signal),
  ]);
}

type Sync = (source: { name: string }, signal: AbortSignal) => Promise<unknown>;

/** A source that was never read is read at once, schedule or not. */
async function syncNewSources(app: App, sync: Sync, signal: AbortSignal): Promise<void> {
  for (const source of await listSources(app, signal)) {
    if (signal.aborted || source.paused || source.lastSyncFinishedAt !== undefined) continue;
    await sync(source, signal).catch((error: unknown) => {
      app.logger.error({ error, source: source.name }, "A first sync failed");
    });
  }
}

/** A database that is away for a moment at the start must not end the process. */
async function listSources({ storage, logger }: App, signal: AbortSignal): Promise<SourceRecord[]> {
  while (!signal.aborted) {
    try {
      return await storage.sources.list();
    } catch (error) {
      logger.error({ error }, "New sources could not be listed");
      await sleep(LIST_RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return [];
}

async function embedWaiting(app: App, signal: AbortSignal): Promise<void> {
  const { embedder } = app;
  if (embedder === undefined) return;
  while (!signal.aborted) {
    let pauseMs = EMBED_POLL_MS;
    try {
      const report = await embedPassages({ ...app.syncing, embedder }, { signal });
      if (report.error !== undefined) pauseMs = EMBED_RETRY_MS;
    } catch (error) {
      app.logger.error({ error }, "Passages could not be embedded");
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

/** While another embedder's vectors serve, the new ones are kept ready: no question waits for them. */
async function keepNextVectorsReady(app: App, signal: AbortSignal): Promise<void> {
  const { embedder } = app;
  if (embedder === undefined) return;
  while (!signal.aborted) {
    try {
      const serving = await app.answering.servingEmbedder();
      if (serving?.id !== embedder.id) await app.index.warmUp(embedder.id);
    } catch (error) {
      app.logger.error({ error }, "Vectors could not be read in");
    }
    await sleep(EMBED_POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}
