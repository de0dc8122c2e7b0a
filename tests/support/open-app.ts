import { onTestFinished } from "vitest";
import { type App, createApp } from "../../src/app.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { addSource } from "../../src/sources/add-source.ts";
import { syncNamedSource } from "../../src/sources/syncing/sync-named-source.ts";
import { temporaryFolder, writeFiles } from "./temporary-folder.ts";

/** The application on a data folder of its own, without vectors; closed when the test ends. */
export async function openApp(change: Partial<Config> = {}) {
  const app = await createApp({
    ...readConfig({ logLevel: "silent" }, {}),
    dataDir: temporaryFolder("data"),
    embedder: { kind: "none" },
    workers: 2,
    ...change,
  });
  onTestFinished(() => app.close());
  return app;
}

/** Adds and syncs a source of these files; called again with others, it syncs the change. */
export async function syncFiles(
  app: App,
  files: Record<string, string>,
  folder = temporaryFolder("docs"),
): Promise<string> {
  writeFiles(folder, files);
  if ((await app.storage.sources.get("handbook")) === undefined) {
    const settings = { path: folder };
    await addSource({ kind: "files", name: "handbook", settings }, "test", app.administering);
  }
  const signal = new AbortController().signal;
  await syncNamedSource("handbook", { wait: true, signal }, app.administering);
  return folder;
}
