import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { syncSource } from "../../src/sync/sync-source.ts";
import {
  filesConnector,
  hashEmbedder,
  openDeps,
  snapshot,
  sourceRecord,
  temporaryFolder,
  writeFile,
} from "./sync-world.ts";

const SCRIPT = fileURLToPath(new URL("./sync-process.ts", import.meta.url));

function startSync(dataDir: string, folder: string) {
  const child = spawn(process.execPath, [SCRIPT, dataDir, folder], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout.on("data", (data) => {
    output += data;
  });
  const ended = once(child, "close");
  return {
    ready: () => expect.poll(() => output, { timeout: 20_000 }).toContain("ready\n"),
    report: async () => {
      await ended;
      return JSON.parse(output.split("\n")[1] ?? "");
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function writeHandbook(folder: string, version: number): void {
  for (let n = 0; n < 300; n += 1) {
    const text = Array.from({ length: 12 }, (_, row) => `Sentence ${row} of page ${n}.`).join(" ");
    const edited = n % 3 === 0 ? `\n\nVersion ${version}.` : "";
    writeFile(folder, `page-${n}.md`, `# Page ${n}\n\n${text}${edited}\n`);
  }
}

test("killed at any moment and run again, a sync ends like one that was never killed", async () => {
  const folder = temporaryFolder();
  const dataDir = temporaryFolder();
  for (const [version, delayMs] of [0, 60, 150, 300].entries()) {
    writeHandbook(folder, version);
    const child = startSync(dataDir, folder);
    await child.ready();
    await sleep(delayMs);
    await child.kill();
  }
  const resumed = await syncHere(dataDir, folder);
  expect(resumed.report).toMatchObject({ seen: 300, failed: 0, removed: 0, passages: 300 });
  expect(resumed.report.error).toBeUndefined();
  const fresh = await syncHere(join(dataDir, "fresh"), folder);
  expect(resumed.state).toEqual(fresh.state);
  expect(fresh.state).toMatchObject({ inIndex: 300, passages: 300, vectors: 300, failures: [] });
});

async function syncHere(dataDir: string, folder: string) {
  const opened = await openDeps(dataDir);
  const deps = { ...opened, embedder: hashEmbedder() };
  await deps.storage.sources.add(sourceRecord("handbook"));
  const signal = new AbortController().signal;
  const report = await syncSource(sourceRecord("handbook"), filesConnector(folder), deps, {
    signal,
  });
  const state = await snapshot(deps);
  await opened.close();
  return { report, state };
}

test("of two processes that sync one source at once, one does", async () => {
  const folder = temporaryFolder();
  const dataDir = temporaryFolder();
  writeHandbook(folder, 1);
  const children = [startSync(dataDir, folder), startSync(dataDir, folder)];
  const reports = await Promise.all(children.map((child) => child.report()));
  const changed = reports.map((report) => report.changed).sort();
  expect(changed).toEqual([0, 300]);
  for (const report of reports) {
    const refused = report.error?.includes("by another process") ?? false;
    expect(refused || report.seen === 300).toBe(true);
  }
  expect(reports[0].embedded + reports[1].embedded).toBe(300);
});
