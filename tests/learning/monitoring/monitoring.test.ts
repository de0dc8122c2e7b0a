import { expect, test } from "vitest";
import {
  type MonitoringReport,
  reportMonitoring,
} from "../../../src/learning/monitoring/monitoring-report.ts";
import { temporaryStorage } from "../../storage/temporary-storage.ts";
import { addDocument, addSourceRecord, createTeller, DAY_MS, type Told } from "./fill-storage.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const OLD = "2024-01-01T00:00:00Z";

async function openWorld() {
  const storage = await temporaryStorage();
  const tell = createTeller(storage);
  return {
    storage,
    tell: (told: Partial<Told> = {}) => tell({ at: NOW - 60_000, ...told }),
    report: (days = 7): Promise<MonitoringReport> =>
      reportMonitoring(days, { storage, embedder: undefined, now: () => NOW }),
  };
}

test("quality is told by day, channel, version and source", async () => {
  const { tell, report } = await openWorld();
  const cites = [
    { source: "wiki", documentId: "a" },
    { source: "wiki", documentId: "b" },
  ];
  const model = { model: "openai/kb", prompt: "answer@2#ab" };
  await tell({ cites, support: 0.9, likes: 3, dislikes: 1, version: "retrieval-2", ...model });
  const quoting = { model: "local/extractive", prompt: "none" };
  await tell({ cites: cites.slice(0, 1), support: 0.7, at: NOW - DAY_MS, in: "cli", ...quoting });
  const nobody = { model: "none" };
  await tell({
    outcome: "not-found",
    nearest: ["wiki"],
    support: 0.2,
    at: NOW - DAY_MS,
    ...nobody,
  });
  await tell({ at: NOW - 7 * DAY_MS });
  const { total, byDay, byChannel, byVersion, byWriter, bySource, from, to } = await report();
  expect([from, to]).toEqual(["2026-11-15", "2026-11-21"]);
  expect(total).toEqual({
    questions: 3,
    outcomes: { answered: 2, "not-found": 1 },
    likes: 3,
    dislikes: 1,
    // Wilson's interval of 3 of 4 and of 1 of 3, as tables have it.
    liked: { share: 0.75, low: 0.3006, high: 0.9544, of: 4 },
    notFound: { share: 0.3333, low: 0.0615, high: 0.7923, of: 3 },
    opened: null,
    citationsPerAnswer: 1.5,
    support: 0.6,
  });
  expect(byDay.map(({ questions }) => questions)).toEqual([0, 0, 0, 0, 0, 2, 1]);
  const counts = (slices: typeof bySource) => slices.map((one) => [one.name, one.questions]);
  expect(counts(byChannel)).toEqual([
    ["slack, open", 2],
    ["cli", 1],
  ]);
  expect(counts(byVersion)).toEqual([
    ["as Footnote comes", 2],
    ["retrieval-2", 1],
  ]);
  expect(byWriter.map((one) => [one.name, one.likes])).toEqual([
    ["local/extractive", 0],
    ["openai/kb, answer@2#ab", 3],
  ]);
  expect(counts(bySource)).toEqual([["wiki", 2]]);
  expect(bySource[0]?.days.map(({ day, likes }) => [day, likes])).toEqual([
    ["2026-11-20", 0],
    ["2026-11-21", 3],
  ]);
});

test("opened sources are told of the web page alone, and of the source that was opened", async () => {
  const { storage, tell, report } = await openWorld();
  const both = [
    { source: "wiki", documentId: "a" },
    { source: "drive", documentId: "b" },
  ];
  await tell({ in: "open", cites: both });
  expect((await report()).citationOpens).toBeNull();
  const id = await tell({ in: "web", cites: both, version: "retrieval-2" });
  await tell({ in: "web", cites: both.slice(0, 1) });
  await tell({ in: "web", outcome: "not-found" });
  await storage.feedback.opened({ answerId: id, citation: 2, by: "ann", at: NOW });
  const { citationOpens, total, bySource, byVersion, byChannel } = await report();
  expect(citationOpens).toEqual(total.opened);
  const shares = (slices: typeof bySource) =>
    slices.map(({ name, opened }) => [name, opened && [opened.share, opened.of]]);
  expect(citationOpens).toMatchObject({ share: 0.5, of: 2 });
  expect(shares(bySource)).toEqual([
    ["wiki", [0, 2]],
    ["drive", [1, 1]],
  ]);
  expect(shares(byVersion)).toEqual([
    ["as Footnote comes", [0, 1]],
    ["retrieval-2", [1, 1]],
  ]);
  const slack = byChannel.find(({ name }) => name.startsWith("slack"));
  expect(slack?.opened).toBeNull();
});

test("what few people ask in private is no line of its own, and no private words are told", async () => {
  const { tell, report } = await openWorld();
  await tell({ in: "direct", by: "ann-id", text: "My secret illness?", outcome: "not-found" });
  await tell({ in: "web", by: "ben-id", text: "Another secret?", outcome: "not-found" });
  for (const by of ["a", "b", "c"]) await tell({ in: "closed", by });
  const told = await report();
  expect(told.byChannel.map(({ name, questions }) => [name, questions])).toEqual([
    ["slack, closed", 3],
    ["private places of fewer than 3 people", 2],
  ]);
  expect(JSON.stringify(told)).not.toMatch(/secret|-id/);
});

test("a shift is found where there is one, and none where chance alone is at work", async () => {
  const { tell, report } = await openWorld();
  for (let n = 0; n < 60; n += 1) {
    const support = (n * 37) % 60;
    const same = { by: `p${n % 20}`, support: support / 60 };
    await tell({ ...same, at: NOW - 5 * DAY_MS, similarity: 0.5 + support / 200 });
    await tell({ ...same, similarity: 0.3 + support / 200, text: "Wo ist die Kantine?" });
  }
  const { drift } = await report(8);
  const verdicts = drift.measures.map(({ measure, verdict }) => [measure, verdict]);
  expect(Object.fromEntries(verdicts)).toEqual({
    length: "steady",
    language: "shifted",
    outcome: "steady",
    support: "steady",
    similarity: "shifted",
    meaning: "not measured",
  });
});

test("too few questions are no drift, nor are the many of one busy person", async () => {
  const { tell, report } = await openWorld();
  for (let n = 0; n < 60; n += 1) {
    await tell({ at: NOW - 5 * DAY_MS, by: `p${n}` });
    await tell({ by: "busy", text: "Wo ist die Kantine?" });
  }
  const { drift } = await report(8);
  expect(drift.measures[1]).toEqual({
    ...{ measure: "language", before: 60, after: 20 },
    ...{ value: null, pValue: null, verdict: "too few" },
  });
});

test("what questions are about is compared by their vectors", async () => {
  const { storage, tell } = await openWorld();
  for (let n = 0; n < 60; n += 1) {
    await tell({ at: NOW - 5 * DAY_MS, by: `p${n % 20}`, text: `leave ${n}` });
    await tell({ by: `p${n % 20}`, text: `bicycles ${n}` });
  }
  const vectorOf = (text: string) => {
    const [word = "", number] = text.split(" ");
    const angle = (word === "leave" ? 0 : 0.3) + Number(number) / 60;
    return Float32Array.of(Math.cos(angle), Math.sin(angle));
  };
  const embedder = { maxTextsPerCall: 16, embed: async (texts: string[]) => texts.map(vectorOf) };
  const measure = async (over: typeof embedder) => {
    const report = await reportMonitoring(8, { storage, embedder: over, now: () => NOW });
    return report.drift.measures.at(-1);
  };
  expect(await measure(embedder)).toMatchObject({ measure: "meaning", verdict: "shifted" });
  const alike = {
    ...embedder,
    embed: async (texts: string[]) => texts.map(() => vectorOf("leave 1")),
  };
  expect(await measure(alike)).toMatchObject({ value: 0, pValue: 1, verdict: "steady" });
  const away = { ...embedder, embed: () => Promise.reject(new Error("away")) };
  expect(await measure(away)).toMatchObject({ value: null, verdict: "not measured" });
});

test("a source that many answers rest on and nobody reads or changes is named, a document only where all may open it", async () => {
  const { storage, tell, report } = await openWorld();
  await addSourceRecord(storage, "fresh", NOW - DAY_MS);
  await addSourceRecord(storage, "behind", NOW - 40 * DAY_MS);
  await addSourceRecord(storage, "unused", NOW - 400 * DAY_MS);
  await addDocument(storage, "fresh", "old", ["everyone"]);
  await addDocument(storage, "fresh", "board", ["user:olga"]);
  for (let n = 0; n < 5; n += 1) {
    await tell({ cites: [{ source: "behind", documentId: "x", updatedAt: "2026-11-01" }] });
    await tell({ cites: [{ source: "fresh", documentId: "old", updatedAt: OLD }] });
    await tell({ cites: [{ source: "fresh", documentId: "board", updatedAt: OLD }] });
    await tell({ cites: [{ source: "fresh", documentId: `new ${n}`, updatedAt: "2026-11-01" }] });
  }
  const { freshness } = await report();
  expect(freshness.sources.map(({ source, answers, why }) => [source, answers, why])).toEqual([
    [
      "fresh",
      15,
      ["10 of 15 answers rest on documents that nobody has changed for a year and a half."],
    ],
    ["behind", 5, ["It was read 40 days ago, and 5 answers rest on it."]],
    ["unused", 0, []],
  ]);
  expect(freshness.documents.map(({ title }) => title)).toEqual(["Title of old"]);
  expect(freshness.hiddenDocuments).toBe(1);
});
