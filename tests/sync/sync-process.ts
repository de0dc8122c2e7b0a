/** A process of its own that syncs, for tests that kill it or run two: node sync-process.ts <data> <folder>. */
import { syncSource } from "../../src/sync/sync-source.ts";
import { filesConnector, hashEmbedder, openDeps, sourceRecord } from "./sync-world.ts";

const [dataDir = "", folder = ""] = process.argv.slice(2);
const opened = await openDeps(dataDir);
await opened.storage.sources.add(sourceRecord("handbook"));
process.stdout.write("ready\n");
const report = await syncSource(
  sourceRecord("handbook"),
  filesConnector(folder),
  { ...opened, embedder: hashEmbedder() },
  { signal: new AbortController().signal },
);
await opened.close();
process.stdout.write(`${JSON.stringify(report)}\n`);
