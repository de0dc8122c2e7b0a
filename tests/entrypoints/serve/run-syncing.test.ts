import { expect, onTestFinished, test } from "vitest";
import { runSyncing } from "../../../src/entrypoints/serve/run-syncing.ts";
import { addSource } from "../../../src/sources/add-source.ts";
import { StorageError } from "../../../src/storage/storage-error.ts";
import { openApp } from "../../support/open-app.ts";
import { temporaryFolder, writeFiles } from "../../support/temporary-folder.ts";

test("a database that is away at the start ends nothing: a new source is read once it is back", async () => {
  const app = await openApp();
  const path = writeFiles(temporaryFolder("docs"), {
    "leave.md": "# Leave\n\nThere are 28 days.\n",
  });
  const source = { kind: "files", name: "handbook", settings: { path } };
  await addSource(source, "test", app.administering);
  let refusals = 0;
  const list = async () => {
    refusals += 1;
    // Once by the schedule, once by the look for new ones, or the other way round.
    if (refusals <= 2) throw new StorageError("unavailable", "Away.");
    return app.storage.sources.list();
  };
  const storage = { ...app.storage, sources: { ...app.storage.sources, list } };
  const stop = new AbortController();
  const running = runSyncing({ ...app, storage }, stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await running;
  });
  await expect
    .poll(async () => (await app.index.stats(undefined)).documents, { timeout: 12_000 })
    .toBe(1);
});
