import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { wireIndex } from "../../../src/app-index.ts";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import type { IndexedDocument, VectorIndex } from "../../../src/vector-index/vector-index.ts";
import type { PineconeCounterpart } from "../../counterparts/pinecone/start-pinecone-counterpart.ts";
import { createRandom, documentOf, EMBEDDER, queryOf, randomVector } from "../index-fixtures.ts";

const PASSAGES_PER_DOCUMENT = 10;
const CLI = fileURLToPath(new URL("../../../src/entrypoints/cli.ts", import.meta.url));

/** A document that says which one it is, and in which version, in each passage. */
export function numbered(n: number, version: number, accessId = 1): IndexedDocument {
  const texts = Array.from(
    { length: PASSAGES_PER_DOCUMENT },
    (_, at) =>
      `${wordOf(n, at)} is said once, in version v${version}, about rules of leave number ${n}`,
  );
  return documentOf(`document-${n}`, texts, { accessId });
}

const wordOf = (n: number, at: number) => `only${n}x${at}`;

export function vectorsOf(document: IndexedDocument) {
  return document.passages.map(({ hash }) => ({ hash, vector: vectorFor(hash) }));
}

export function vectorFor(hash: string): Float32Array {
  let seed = 7;
  for (const letter of hash) seed = (seed * 31 + letter.charCodeAt(0)) >>> 0;
  return randomVector(createRandom(seed));
}

/** A data folder, the index in it as a serving process has it open, and the command line beside it. */
export async function createMovingWorld(counterpart: PineconeCounterpart) {
  const dataDir = mkdtempSync(join(tmpdir(), "footnote-moving-"));
  const file = join(dataDir, "state.sqlite");
  const storage = await openStorage({ file });
  const pinecone = {
    apiKey: counterpart.apiKey,
    prefix: "footnote",
    namespace: "test",
    cloud: "aws" as const,
    region: "us-east-1",
    controllerUrl: counterpart.url,
  };
  const { index, placement } = await wireIndex({
    file: join(dataDir, "index.sqlite"),
    config: { first: "sqlite", pinecone },
    storage,
    logger: createLogger("silent"),
    now: Date.now,
  });
  const environment = {
    ...process.env,
    FOOTNOTE_DATA_DIR: dataDir,
    FOOTNOTE_EMBEDDER: "none",
    PINECONE_API_KEY: counterpart.apiKey,
    PINECONE_CONTROLLER_URL: counterpart.url,
    PINECONE_NAMESPACE: "test",
  };

  function move(to: string): ChildProcess {
    const args = [
      "--disable-warning=ExperimentalWarning",
      CLI,
      "index",
      "move",
      "--to",
      to,
      "--json",
    ];
    return spawn(process.execPath, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  }

  return {
    dataDir,
    index,
    placement,
    storage,
    /** Kills the move once it has copied something, and lets another one end it. */
    async moveAndKill(to: string, isUnderWay: () => Promise<boolean>): Promise<object> {
      const killed = move(to);
      const ended = once(killed, "close");
      while (killed.exitCode === null && !(await isUnderWay())) await sleep(20);
      killed.kill("SIGKILL");
      const [, signal] = await ended;
      if (signal !== "SIGKILL") throw new Error("The move ended before it could be killed.");
      const moving = move(to);
      let [out, errors] = ["", ""];
      moving.stdout?.on("data", (chunk) => {
        out += chunk;
      });
      moving.stderr?.on("data", (chunk) => {
        errors += chunk;
      });
      const [code] = await once(moving, "close");
      if (code !== 0) throw new Error(errors);
      return JSON.parse(out);
    },
    async close() {
      await index.close();
      await storage.close();
    },
  };
}

/** Asks for passages that are always there, until it is told to stop; each is to be found once. */
export function askMeanwhile(index: VectorIndex, documents: number) {
  const stopping = new AbortController();
  const found = { asked: 0, lost: [] as string[], twice: [] as string[], slowestMs: 0 };
  const asking = (async () => {
    const random = createRandom(5);
    while (!stopping.signal.aborted) {
      const n = Math.floor(random() * documents);
      const word = wordOf(n, Math.floor(random() * PASSAGES_PER_DOCUMENT));
      const vector = vectorFor(word);
      const started = performance.now();
      const hits = await index.search(queryOf(word, { vector, embedderId: EMBEDDER }));
      found.slowestMs = Math.max(found.slowestMs, performance.now() - started);
      const matching = hits.filter(({ text }) => text.startsWith(`${word} `));
      const places = new Set(hits.map((hit) => `${hit.documentId}#${hit.ordinal}`));
      if (matching.length === 0) found.lost.push(word);
      if (matching.length > 1 || places.size < hits.length) found.twice.push(word);
      found.asked += 1;
      await sleep(10);
    }
  })();
  return async () => {
    stopping.abort();
    await asking;
    return found;
  };
}
