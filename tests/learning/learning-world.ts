import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AnswerDeps } from "../../src/answer/answer-question.ts";
import { seededRandom } from "../../src/evaluation/bootstrap.ts";
import type { LabelledQuestion } from "../../src/learning/labels/labelled-question.ts";
import { createServedSettings } from "../../src/learning/registry/served-settings.ts";
import { extractiveWriter } from "../../src/models/local/extractive-writer.ts";
import type { Embedder } from "../../src/models/models.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import type { Storage } from "../../src/storage/storage.ts";
import { splitIntoPassages } from "../../src/sync/split-into-passages.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { openSqliteVectorIndex } from "../../src/vector-index/sqlite/sqlite-vector-index.ts";
import type { VectorIndex } from "../../src/vector-index/vector-index.ts";
import { addSourceRecord } from "./monitoring/fill-storage.ts";

const DIMENSIONS = 32;
const DOCUMENTS = 60;

/**
 * A company whose people ask in words of their own: "frage 7" means page 7, and an embedder that hears each such question
 * turned by one and the same rotation. What the documents say in their own words it understands. `known`: the folder of
 * one that is open.
 */
export async function openLearningWorld(known?: string) {
  const random = seededRandom(1);
  const meanings = Array.from({ length: DOCUMENTS }, () => unit(noise(random)));
  const embedder = rotatingEmbedder(meanings, random);
  const folder = known ?? mkdtempSync(join(tmpdir(), "footnote-learning-"));
  const storage = await openStorage({ file: join(folder, "state.sqlite") });
  const index = await openSqliteVectorIndex({ file: join(folder, "index.sqlite") });
  const logger = createLogger("silent");
  if (known === undefined) await fill(meanings, embedder, storage, index);
  let now = 1_000;
  const learning = storage.learning;
  const retrieve: AnswerDeps = {
    ...{ index, logger, writer: extractiveWriter, fallback: extractiveWriter },
    ...{ assistant: undefined, checkSentence: undefined, prices: {} },
    documentUrl: (source, documentId) => `${source}/${documentId}`,
    now: () => now,
    servingEmbedder: async () => embedder,
    accessLists: () => storage.accessLists.list(),
    retrievalSettings: createServedSettings({ learning, logger, now: () => now }),
  };
  return {
    ...{ folder, storage, retrieve, embedder },
    now: () => now,
    /** Lets every process look again which settings serve. */
    later() {
      now += 5_000;
    },
    async close() {
      await index.close();
      await storage.close();
      if (known === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fill(
  meanings: readonly Float32Array[],
  embedder: Embedder,
  storage: Storage,
  index: VectorIndex,
): Promise<void> {
  const accessId = await storage.accessLists.idOf(["everyone"]);
  await index.replaceDocuments(
    meanings.map((_, n) => ({
      ...{ source: "handbook", documentId: `page-${n}`, accessId, title: `Page${n}` },
      ...{ url: undefined, path: `page-${n}`, updatedAt: undefined },
      passages: splitIntoPassages(`Page${n}`, textOf(n)),
    })),
  );
  await addSourceRecord(storage, "handbook", undefined);
  await storage.documents.save(
    meanings.map((_, n) => ({
      ...{ source: "handbook", documentId: `page-${n}`, kind: "file", title: `Page${n}` },
      ...{ fingerprint: "1", accessId, inheritsAudience: false, passages: 1, syncedAt: 1 },
    })),
  );
  for (const { hash, text } of await index.textsToEmbed(embedder.id, 1_000)) {
    const [vector = new Float32Array()] = await embedder.embed([text], "passage");
    await index.storeVectors(embedder.id, [{ hash, vector }]);
  }
}

/** Asked by many people, two for each page. */
export function strangeQuestions(): LabelledQuestion[] {
  return ask((n, time) => `frage ${n} ${"abcdefgh"[time]}`);
}

/** In the documents' own words, which keywords find. */
export function plainQuestions(): LabelledQuestion[] {
  return ask((n, time) => (time === 0 ? `alpha${n} beta${n}` : `gamma${n} delta${n}`));
}

function ask(text: (n: number, time: number) => string): LabelledQuestion[] {
  return Array.from({ length: DOCUMENTS * 2 }, (_, at) => {
    const n = at % DOCUMENTS;
    return {
      ...{ id: `q${at}`, text: text(n, Math.floor(at / DOCUMENTS)), history: [] },
      positives: [{ source: "handbook", documentId: `page-${n}` }],
      voters: [`person ${at % 30}`],
    };
  });
}

function textOf(n: number): string {
  return `The alpha${n} and its beta${n} are kept with care by gamma${n} near every delta${n} of the house.`;
}

function rotatingEmbedder(meanings: readonly Float32Array[], random: () => number): Embedder {
  return {
    id: "test/rotating",
    dimensions: DIMENSIONS,
    maxTextsPerCall: 32,
    fusion: { vector: 0.5, vectorOtherLanguages: 0.5 },
    async embed(texts) {
      return texts.map((text) => {
        const n = Number(/(?:frage |alpha|gamma|page)(\d+)/i.exec(text)?.[1] ?? 0);
        const meaning = meanings[n] ?? new Float32Array(DIMENSIONS);
        if (!text.startsWith("frage")) return meaning;
        const turned = meaning.map((_, at) =>
          at % 2 === 0 ? (meaning[at + 1] ?? 0) : -(meaning[at - 1] ?? 0),
        );
        const stray = noise(random);
        return unit(turned.map((value, at) => value + 0.05 * (stray[at] ?? 0)));
      });
    },
    async close() {},
  };
}

function noise(random: () => number): Float32Array {
  return Float32Array.from({ length: DIMENSIONS }, () => random() + random() + random() - 1.5);
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
