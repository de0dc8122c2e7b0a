import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EVERYONE } from "../../src/access/audience.ts";
import type { QueryAdapter } from "../../src/answer/retrieval/retrieval-settings.ts";
import { retrievePassages } from "../../src/answer/retrieval/retrieve-passages.ts";
import { checkData } from "../../src/learning/gates/data-gate.ts";
import { judgeAnswers, judgeForgetting } from "../../src/learning/gates/judge-challenger.ts";
import { judgeVersion, labelledDocuments } from "../../src/learning/gates/judge-version.ts";
import { learnRetrieval } from "../../src/learning/learn-retrieval.ts";
import { decodeSettings, encodeSettings } from "../../src/learning/registry/encode-settings.ts";
import { listModels, promoteModel, rollBackModel } from "../../src/learning/registry/registry.ts";
import { foldByDocument } from "../../src/learning/tuning/fold-by-document.ts";
import type { IndexKind } from "../../src/storage/ports/index-place-storage.ts";
import { openLearningWorld, plainQuestions, strangeQuestions } from "./learning-world.ts";

type World = Awaited<ReturnType<typeof openLearningWorld>>;
let world: World;
beforeAll(async () => {
  world = await openLearningWorld();
});
afterAll(() => world.close());

const WEIGHTS = { vector: 0.5, vectorOtherLanguages: 0.5, boosts: { title: 3, proximity: 0.3 } };

async function firstFor(text: string): Promise<string | undefined> {
  const request = { search: { text, context: "" }, audience: EVERYONE, mode: "hybrid" } as const;
  return (await retrievePassages(request, world.retrieve)).passages[0]?.documentId;
}

/** Registers settings as they are, and asks the gates. */
async function judge(
  change: { adapter?: QueryAdapter; vector?: number; embedderId?: string; index?: IndexKind },
  questions = strangeQuestions(),
  learnedWithout?: QueryAdapter,
) {
  const { vector = 0.5, embedderId = world.embedder.id, adapter, index } = change;
  const weights = { ...WEIGHTS, vector, vectorOtherLanguages: vector };
  const settings = { embedderId, dimensions: 32, index, weights, adapter };
  const lineage = {};
  const learned = await world.storage.learning.add({
    ...{ kind: "retrieval", createdAt: 1, lineage },
    ...encodeSettings(settings),
  });
  const judging = {
    ...{ learned, champion: undefined, test: foldByDocument(questions)[0] ?? [] },
    audience: EVERYONE,
    labelled: new Set([...labelledDocuments(questions)].slice(0, 30)),
  };
  const good = learnedWithout && {
    ...{ ...settings, weights: WEIGHTS, version: "without", adapter: learnedWithout },
  };
  const asLearned = good ? { learnedWithout: () => good } : {};
  return (await judgeVersion({ ...judging, ...asLearned }, world.retrieve)).at(-1);
}

/** Turns questions back, as the embedder turned them. */
function turningBack(): QueryAdapter {
  const [rank, size] = [32, 32];
  const down = new Float32Array(rank * size);
  const up = new Float32Array(rank * size);
  for (let row = 0; row < rank; row += 1) {
    down[row * size + row] = 1;
    up[row * size + row] = -1;
    up[row * size + (row % 2 === 0 ? row + 1 : row - 1)] = row % 2 === 0 ? 1 : -1;
  }
  return { rank, scale: 1, down, up };
}

describe("learning how to search", () => {
  it("finds more on documents never voted on, serves when promoted, and goes back at a word", async () => {
    const { retrieve, storage, now } = world;
    const report = await learnRetrieval(strangeQuestions(), "test", { retrieve, storage, now });
    expect(report.gates.map(({ gate, passed }) => [gate, passed])).toEqual([
      ["data", true],
      ["retrieval", true],
      ["answers", true],
      ["forgetting", true],
      ["deployment", true],
    ]);
    const retrieval = report.gates[1]?.figures;
    expect(retrieval?.low).toBeGreaterThan(0);
    expect(retrieval).toMatchObject({ look: 1, least: expect.any(Number) });
    expect(retrieval?.least).toBeGreaterThan(0);
    const version = report.version ?? "";
    const asked = foldByDocument(strangeQuestions())[0] ?? [];
    const found = async () => {
      world.later();
      const first = await Promise.all(asked.map(({ text }) => firstFor(text)));
      return first.filter((id, at) => id === asked[at]?.positives[0]?.documentId).length;
    };
    const before = await found();
    const { lineage } = (await storage.learning.get(version)) ?? {};
    expect(lineage).toMatchObject({ index: await retrieve.index.kind() });
    expect(await promoteModel(version, "test", { ...world, ...world.retrieve })).toEqual({
      ...{ from: null, to: version, stale: null },
    });
    expect(await found()).toBeGreaterThan(before);
    const settings = { embedderId: "e", dimensions: 32, weights: WEIGHTS };
    const made = { kind: "retrieval", createdAt: 1, lineage: { base: null } } as const;
    const late = await storage.learning.add({ ...made, ...encodeSettings(settings) });
    await storage.learning.judge(late.version, "challenger", { gates: [] });
    await expect(
      promoteModel(late.version, "test", { ...world, ...world.retrieve }),
    ).rejects.toThrow(
      `was held against what Footnote comes with, and ${version} serves now: learn again.`,
    );
    expect(await rollBackModel("retrieval", "test", world)).toEqual({
      ...{ from: version, to: null, stale: null },
    });
    expect(await found()).toBe(before);
    const { champion, versions } = await listModels(storage);
    expect(champion.retrieval).toBeNull();
    expect(versions.find((one) => one.version === version)?.status).toBe("rolled-back");
    const actions = (await storage.audit.list(10)).map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(["learn.retrieval", "models.promoted", "models.rolled-back"]),
    );
  });

  it("keeps the champion where there is nothing to gain", async () => {
    const { retrieve, storage, now } = world;
    const report = await learnRetrieval(plainQuestions(), "test", { retrieve, storage, now });
    expect(report.status).toBe("rejected");
    expect(report.gates.at(-1)).toMatchObject({ gate: "retrieval", passed: false });
    // The second look at what Footnote comes with; versions that were judged otherwise are none.
    expect(report.gates.at(-1)?.figures).toMatchObject({ look: 2 });
    expect(report.gates.at(-1)?.reason).toMatch(/as sure as look 2 .* has to be \(99\.240 %\)\.$/);
    await expect(
      promoteModel(report.version ?? "", "test", { ...world, ...world.retrieve }),
    ).rejects.toThrow(/is rejected/);
  });
});

describe("what a gate stops", () => {
  it("retrieval: a bad adapter", async () => {
    const { rank, down } = turningBack();
    const bad = { rank, scale: 1, down, up: down.map((_, at) => Math.sin(at * 7.3)) };
    expect(await judge({ adapter: bad, vector: 0.8 }, plainQuestions())).toMatchObject({
      gate: "retrieval",
      passed: false,
    });
  });

  it("retrieval: one that is worse itself than what was judged in its place", async () => {
    const { rank, down } = turningBack();
    const bad = { rank, scale: 1, down, up: down.map((_, at) => Math.sin(at * 7.3)) };
    const questions = [...strangeQuestions(), ...plainQuestions()];
    const judged = await judge({ adapter: bad, vector: 0.8 }, questions, turningBack());
    expect(judged).toMatchObject({ gate: "retrieval", passed: false });
    expect(judged?.reason).toMatch(/^The version itself finds less than what serves/);
  });

  it("forgetting: one of which nobody can tell, as there is next to nothing to ask", () => {
    const few = { gains: Array(9).fill(1), ms: [] };
    expect(judgeForgetting(few, few)).toMatchObject({ gate: "forgetting", passed: false });
    const enough = { gains: Array(10).fill(1), ms: [] };
    expect(judgeForgetting(enough, enough)).toMatchObject({ passed: true });
  });

  it("forgetting: one that finds what it was taught and nothing else", async () => {
    expect(await judge({ adapter: turningBack(), vector: 1 })).toMatchObject({
      gate: "forgetting",
      passed: false,
    });
    expect(await judge({ adapter: turningBack(), vector: 0.2 })).toMatchObject({
      gate: "deployment",
      passed: true,
    });
  });

  it("answers: one that leads away from the right document, and one that answers what nothing answers", () => {
    const [good, bad] = [Array(50).fill(1), [...Array(48).fill(1), 0, 0, 0, 0].slice(2)];
    const champion = { right: good, refused: good };
    expect(judgeAnswers(champion, { right: bad, refused: good })).toMatchObject({
      ...{ gate: "answers", passed: false },
      reason: "Fewer questions are answered from the right document: 0.08 less.",
    });
    expect(judgeAnswers(champion, { right: good, refused: bad })).toMatchObject({
      ...{ gate: "answers", passed: false },
      reason: "Fewer questions are refused that nothing answers: 0.08 less.",
    });
    expect(judgeAnswers(champion, champion)).toMatchObject({ passed: true });
  });

  it("deployment: what was learned for another embedder", async () => {
    expect(await judge({ adapter: turningBack(), embedderId: "test/other" })).toMatchObject({
      gate: "deployment",
      passed: false,
      reason: "It was learned for another embedder than the one that serves.",
    });
  });

  it("deployment: what was learned for another kind of index, which scores otherwise", async () => {
    const own = await world.retrieve.index.kind();
    const other = own === "sqlite" ? "pinecone" : "sqlite";
    expect(await judge({ adapter: turningBack(), index: other })).toMatchObject({
      ...{ gate: "deployment", passed: false },
      reason: `It was learned for an index of another kind (${other}) than the one that answers (${own}).`,
    });
  });

  it("data: a leaked split, a flood of votes, too few questions", () => {
    const questions = strangeQuestions();
    const folds = foldByDocument(questions);
    expect(checkData(folds)).toMatchObject({ passed: true });
    const [taught, judged] = [folds[0]?.[0], folds[1]?.[0]];
    if (taught === undefined || judged === undefined) throw new Error("nothing was parted");
    const byDocument = { ...judged, positives: taught.positives };
    const byWords = { ...judged, text: taught.text.toUpperCase() };
    for (const leaked of [byDocument, byWords]) {
      const found = checkData(folds.map((fold, at) => (at === 1 ? [...fold, leaked] : fold)));
      expect(found).toMatchObject({ gate: "data", passed: false, figures: { leaked: 1 } });
    }
    const flood = questions.flatMap((q) => [{ ...q, voters: ["one", "one", "two"] }]);
    expect(checkData(foldByDocument(flood)).reason).toMatch(/^One person stands behind 67 %/);
    const few = checkData(foldByDocument(questions.slice(0, 20)));
    expect(few).toMatchObject({ gate: "data", passed: false });
  });
});

describe("settings that are kept", () => {
  it("come back as they were, and damaged ones are refused in one sentence", () => {
    const adapter = turningBack();
    const settings = {
      ...{ embedderId: "e", dimensions: 32, weights: WEIGHTS, adapter },
      index: "pinecone" as const,
    };
    const kept = { version: "retrieval-1", ...encodeSettings(settings) };
    expect(decodeSettings(kept)).toEqual({ version: "retrieval-1", ...settings });
    expect(() => decodeSettings({ ...kept, artifact: `${kept.artifact} ` })).toThrow(
      "retrieval-1 cannot be loaded: it is not what was registered.",
    );
    const short = encodeSettings({ ...settings, adapter: { ...adapter, up: new Float32Array(3) } });
    expect(() => decodeSettings({ version: "retrieval-1", ...short })).toThrow(/does not fit/);
    const odd = encodeSettings({
      ...settings,
      adapter: { ...adapter, up: adapter.up.map(() => Number.NaN) },
    });
    expect(() => decodeSettings({ version: "retrieval-1", ...odd })).toThrow(/no numbers/);
    const wild = encodeSettings({ ...settings, weights: { ...WEIGHTS, vector: 7 } });
    expect(() => decodeSettings({ version: "retrieval-1", ...wild })).toThrow(/out of bounds/);
  });
});

it("parts questions by document and words, alike each time", () => {
  const folds = foldByDocument(strangeQuestions());
  expect(folds.map((fold) => fold.length)).toEqual([24, 24, 24, 24, 24]);
  const documents = folds.flatMap((fold) => [...labelledDocuments(fold)]);
  expect(new Set(documents).size).toBe(documents.length);
  const again = foldByDocument(strangeQuestions().reverse());
  const ids = (fold: readonly { id: string }[]) => fold.map(({ id }) => id).sort();
  expect(again.map(ids)).toEqual(folds.map(ids));
});

it("takes a question's other documents for neither right nor wrong where they are in another fold", () => {
  const page = (n: number) => ({ source: "handbook", documentId: `page-${n}` });
  const questions = strangeQuestions().map((question, at) => ({
    ...question,
    positives: [page(at % 60), page((at + 1) % 60)],
  }));
  const folds = foldByDocument(questions);
  // A chain through all pages, and yet no fold is empty, and none shares a document with another.
  expect(checkData(folds)).toMatchObject({ passed: true, figures: { leaked: 0, testGroups: 60 } });
  for (const { id, positives, beside = [] } of folds.flat()) {
    const at = Number(id.slice(1));
    expect(positives[0]).toEqual(page(at % 60));
    expect([...positives, ...beside]).toEqual([page(at % 60), page((at + 1) % 60)]);
  }
});
