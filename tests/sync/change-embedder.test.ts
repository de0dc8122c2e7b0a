import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { retrievePassages } from "../../src/answer/retrieval/retrieve-passages.ts";
import { createServingEmbedder } from "../../src/sync/embedders/serving-embedder.ts";
import { splitIntoPassages } from "../../src/sync/split-into-passages.ts";
import { embeddedText, type IndexedDocument } from "../../src/vector-index/vector-index.ts";
import { openDeps, temporaryFolder } from "./sync-world.ts";
import { NEXT, OLD, textEmbedder } from "./two-embedders.ts";

const SCRIPT = fileURLToPath(new URL("./embedding-process.ts", import.meta.url));
const DOCUMENTS = 5_000;

function documentOf(n: number): IndexedDocument {
  const title = `Page ${n}`;
  return {
    source: "handbook",
    documentId: `page-${n}.md`,
    accessId: 1,
    title,
    url: undefined,
    path: `page-${n}.md`,
    updatedAt: undefined,
    passages: splitIntoPassages(title, `The rule of page ${n} is number ${n * 7}.`),
  };
}

type Deps = Awaited<ReturnType<typeof openDeps>>;

async function embedAll(deps: Deps, embedder = textEmbedder(OLD)): Promise<void> {
  for (;;) {
    const texts = await deps.index.textsToEmbed(embedder.id, 1_000);
    if (texts.length === 0) break;
    const vectors = await embedder.embed(
      texts.map(({ text }) => text),
      "passage",
    );
    await deps.index.storeVectors(
      embedder.id,
      texts.map(({ hash }, at) => ({ hash, vector: vectors[at] ?? new Float32Array() })),
    );
  }
  await deps.index.markComplete(embedder.id, 1);
}

/** Asks without a pause; every search must have found the page it asked for by its vector. */
function askAllTheTime(deps: Deps) {
  const { servingEmbedder } = createServingEmbedder({
    index: deps.index,
    embedder: textEmbedder(NEXT),
    embedderFor: (id) => (id === OLD ? textEmbedder(OLD) : undefined),
  });
  const asked = new Map<string | undefined, number>();
  const wrong: unknown[] = [];
  let stopped = false;
  async function ask(n: number): Promise<void> {
    const { title, documentId, passages } = documentOf(n);
    const text = embeddedText(title, [], passages[0]?.text ?? "");
    const found = await retrievePassages(
      { search: { text, context: "" }, audience: [["everyone"]], mode: "hybrid" },
      {
        index: deps.index,
        servingEmbedder,
        accessLists: async () => [{ id: 1, principals: ["everyone"] }],
        logger: deps.logger,
      },
    );
    const vector = found.passages.find((hit) => hit.documentId === documentId)?.vector ?? 0;
    if (vector < 0.999) wrong.push({ n, vector, embedder: found.embedderId });
    asked.set(found.embedderId, (asked.get(found.embedderId) ?? 0) + 1);
  }
  const asking = (async () => {
    for (let n = 0; !stopped; n = (n + 1_237) % DOCUMENTS) {
      await ask(n);
      await sleep(20);
    }
  })();
  return {
    asked,
    async stop() {
      stopped = true;
      await asking;
      return { asked, wrong };
    },
  };
}

function startEmbedding(dataDir: string, log: string): ChildProcess {
  const child = spawn(process.execPath, [SCRIPT, dataDir, log], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test("5,000 passages are embedded anew while questions are answered, through kill -9", async () => {
  const dataDir = temporaryFolder();
  const deps = await openDeps(dataDir);
  onTestFinished(() => deps.close());
  const all = Array.from({ length: DOCUMENTS }, (_, n) => documentOf(n));
  for (let at = 0; at < DOCUMENTS; at += 1_000) {
    await deps.index.replaceDocuments(all.slice(at, at + 1_000));
  }
  await embedAll(deps);
  const log = join(dataDir, "embedded.log");
  const embedded = () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []);
  const stored = async (id: string) => (await deps.index.stats(id)).vectors;
  const isComplete = async () =>
    (await deps.index.embedders()).some(({ id, completeAt }) => id === NEXT && completeAt);

  const questions = askAllTheTime(deps);
  const moments: (() => Promise<boolean> | boolean)[] = [
    () => embedded().length > 1_500,
    () => embedded().length > 3_500,
    isComplete,
    async () => (await stored(OLD)) < DOCUMENTS,
  ];
  for (const isReached of moments) {
    const child = startEmbedding(dataDir, log);
    while (!(await isReached())) await sleep(15);
    if (!(await isComplete())) {
      expect([...questions.asked.keys()]).toEqual([OLD]);
      expect(await stored(OLD)).toBe(DOCUMENTS);
    }
    child.kill("SIGKILL");
    await once(child, "close");
  }
  const [code] = await once(startEmbedding(dataDir, log), "close");
  expect(code).toBe(0);
  const { asked, wrong } = await questions.stop();

  expect(wrong).toEqual([]);
  expect([...asked.keys()]).toEqual([OLD, NEXT]);
  expect(asked.get(OLD)).toBeGreaterThan(50);
  expect(asked.get(NEXT)).toBeGreaterThan(10);
  expect(await deps.index.embedders()).toMatchObject([{ id: NEXT, dimensions: 32 }]);
  expect(await stored(NEXT)).toBe(DOCUMENTS);
  expect(await stored(OLD)).toBe(0);
  // A kill costs the call under way, and no kill but the first two came while there was one.
  expect(new Set(embedded()).size).toBe(DOCUMENTS);
  expect(embedded().length).toBeLessThanOrEqual(DOCUMENTS + 2 * 32);
}, 60_000);
