import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStorage } from "../../src/storage/open-storage.ts";
import { createCatalogue } from "../../src/storage/stores/catalogue/create-catalogue.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { openPineconeVectorIndex } from "../../src/vector-index/pinecone/pinecone-vector-index.ts";
import { startPostgres } from "../counterparts/postgres/start-postgres.ts";
import { EMBEDDER } from "./build-indexes.ts";
import { ACCESS_IDS, createCorpus, PASSAGES_PER_DOCUMENT } from "./synthetic-corpus.ts";
import { timeEach } from "./timings.ts";

// `node tests/bench/measure-pinecone.ts <passages> <questions> sqlite|postgres`: how long a search
// takes, how much of that is waiting for the counterpart, a process of its own, and the work of ours.
const [passages = "10000", questions = "200", kind = "sqlite"] = process.argv.slice(2);
const DOCUMENTS_PER_BATCH = 50;
const MAIN = fileURLToPath(new URL("../counterparts/pinecone/main.ts", import.meta.url));

const waits: number[] = [];
const realFetch = globalThis.fetch;
globalThis.fetch = async (...args) => {
  const started = performance.now();
  const response = await realFetch(...args);
  if (String(args[0]).endsWith("/query")) waits.push(performance.now() - started);
  return response;
};

const folder = mkdtempSync(join(tmpdir(), "footnote-bench-"));
const counterpart = spawn(process.execPath, [MAIN, "--port", "0", "--shown-after-ms", "100"]);
const [printed] = await once(counterpart.stdout, "data");
const [, apiKey = "", controllerUrl = ""] =
  /PINECONE_API_KEY=(\S+) PINECONE_CONTROLLER_URL=(\S+)/.exec(String(printed)) ?? [];
const server = kind === "postgres" ? await startPostgres() : undefined;
const postgres = server && { url: server.url("postgres"), connections: 10 };
const storage = await openStorage({ file: join(folder, "state.sqlite"), postgres });
const catalogue = createCatalogue(storage.database);
const open = () =>
  openPineconeVectorIndex({
    settings: {
      ...{ apiKey, controllerUrl, prefix: "bench", namespace: "bench" },
      ...{ cloud: "aws", region: "us-east-1" },
    },
    ...{ catalogue, leases: storage.leases, logger: createLogger("warn", []), now: Date.now },
  });

try {
  const corpus = createCorpus(Number(passages));
  const started = performance.now();
  const writing = open();
  for (
    let first = 0;
    first < Number(passages) / PASSAGES_PER_DOCUMENT;
    first += DOCUMENTS_PER_BATCH
  ) {
    const batch = Array.from({ length: DOCUMENTS_PER_BATCH }, (_, at) =>
      corpus.document(first + at),
    );
    await writing.replaceDocuments(batch);
    const texts = batch.flatMap((document) => document.passages);
    await writing.storeVectors(
      EMBEDDER,
      texts.map(({ hash }) => ({ hash, vector: corpus.vector() })),
    );
  }
  while ((await catalogue.outbox.parts()).length > 0) await new Promise((go) => setTimeout(go, 50));
  const filledMs = performance.now() - started;
  await writing.close();
  const index = open();
  await index.warmUp(EMBEDDER);
  const waitedFor: number[] = [];
  const search = async () => {
    waits.length = 0;
    await index.search({
      text: corpus.question(),
      vector: corpus.vector(),
      embedderId: EMBEDDER,
      allowedAccessIds: ACCESS_IDS,
      keywordDepth: 50,
      vectorDepth: 40,
    });
    waitedFor.push(Math.max(...waits));
  };
  for (let warming = 0; warming < 20; warming++) await search();
  const cpuBefore = process.cpuUsage();
  const total = await timeEach(Array.from({ length: Number(questions) }), search);
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuMs = (user + system) / 1_000 / Number(questions);
  waitedFor.sort((a, b) => a - b);
  const p50 = waitedFor[Math.floor(waitedFor.length / 2)] ?? 0;
  const rate = Math.round(Number(passages) / (filledMs / 1_000));
  process.stdout.write(
    `${JSON.stringify({ passages, kind, passagesPerSecond: rate, searchMs: total, waitingMs: { p50 }, cpuMs })}\n`,
  );
  await index.close();
} finally {
  await storage.close();
  await server?.stop();
  counterpart.kill();
  rmSync(folder, { recursive: true, force: true });
}
