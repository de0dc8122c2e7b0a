import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { addSource } from "../../src/sources/add-source.ts";
import { syncNamedSource } from "../../src/sources/syncing/sync-named-source.ts";
import { writePages } from "./synthetic-pages.ts";
import { timeRate } from "./timings.ts";

/** What the child process prints. */
export interface SyncFigures {
  /** Pages a second; the baseline reads and hashes the same files and does nothing else. */
  first: number;
  unchanged: number;
  readAndHash: number;
  /** Milliseconds from start to a page that can be opened; the baseline is a bare HTTP server. */
  coldStartMs: number;
  bareServerMs: number;
}

// A process of its own: `measure-sync.ts <folder> <pages>`
const [folder = "", pages = "0"] = process.argv.slice(2);
const [docs, dataDir] = [join(folder, "docs"), join(folder, "data")];
const count = Number(pages);
writePages(docs, count);

const config = {
  ...readConfig({ logLevel: "error" }),
  dataDir,
  embedder: { kind: "none" } as const,
};
const app = await createApp(config);
await addSource(
  { kind: "files", name: "bench", settings: { path: docs } },
  "bench",
  app.administering,
);
const options = { wait: false, signal: new AbortController().signal };
const sync = () => syncNamedSource("bench", options, app.administering);
const first = await timeRate(count, sync);
const unchanged = await timeRate(count, sync);
await app.close();
const readAndHash = await timeRate(count, () => {
  for (const name of readdirSync(docs)) {
    createHash("sha256")
      .update(readFileSync(join(docs, name)))
      .digest();
  }
});
const cli = fileURLToPath(new URL("../../src/entrypoints/cli.ts", import.meta.url));
const bare =
  'require("http").createServer((_, r) => r.end()).listen(0, "127.0.0.1", function () { console.error("http://127.0.0.1:" + this.address().port); })';
const figures: SyncFigures = {
  first,
  unchanged,
  readAndHash,
  coldStartMs: await timeStart([cli, "serve"]),
  bareServerMs: await timeStart(["-e", bare]),
};
process.stdout.write(JSON.stringify(figures));

/** Milliseconds from the start of a process that prints its address to its first response. */
async function timeStart(args: string[]): Promise<number> {
  const started = performance.now();
  const environment = { ...process.env, FOOTNOTE_DATA_DIR: dataDir, PORT: "0" };
  const child = spawn(process.execPath, args, {
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let printed = "";
  for await (const chunk of child.stderr) {
    printed += chunk;
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
    if (address === undefined) continue;
    await fetch(`${address}/`).then((response) => response.arrayBuffer());
    break;
  }
  const tookMs = performance.now() - started;
  child.kill("SIGKILL");
  return tookMs;
}
