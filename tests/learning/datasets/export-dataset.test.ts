import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EVERYONE } from "../../../src/access/audience.ts";
import type { App } from "../../../src/app.ts";
import { answerDirectly } from "../../../src/conversation/answer-directly.ts";
import { recordVote } from "../../../src/feedback/record-vote.ts";
import { proposeVerified } from "../../../src/feedback/verified/propose-verified.ts";
import { acceptVerified } from "../../../src/feedback/verified/review-verified.ts";
import {
  type ExportOptions,
  exportDataset,
} from "../../../src/learning/datasets/export-dataset.ts";
import type { Format } from "../../../src/learning/datasets/formats/schemas.ts";
import { GONE, RESTRICTED } from "../../../src/learning/datasets/rows/read-contexts.ts";
import { readTrainingDataset } from "../../../src/learning/datasets/write-dataset.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { exportWhatIsThere } from "./support/export-what-is-there.ts";
import { forEver } from "./support/for-ever.ts";

/** A document a topic, and what is asked of it. */
const TOPICS = [
  ["leave", "annual leave", "28 days"],
  ["travel", "train tickets", "second class"],
  ["laptop", "laptop repairs", "5 working days"],
  ["badge", "lost badges", "40 euros"],
  ["parking", "parking spaces", "level two"],
  ["canteen", "canteen lunches", "7 euros"],
  ["gym", "gym membership", "12 months"],
  ["phone", "mobile contracts", "24 months"],
  ["desk", "standing desks", "one per team"],
  ["visitor", "visitor passes", "18 hours"],
] as const;
const FILES = Object.fromEntries(
  TOPICS.map(([file, topic, value]) => [
    `${file}.md`,
    `# Rules on ${topic}\n\nThe rule on ${topic} of the company names ${value} for everybody. Requests about ${topic} go to ${file}.office@acme.example.\n`,
  ]),
);
const questionOf = (topic: string) => `What is the rule on ${topic}?`;

async function openWorld(): Promise<App> {
  const app = await openApp();
  await syncFiles(app, FILES);
  return app;
}

/** Asks about each topic, and lets three people vote. */
async function askAll(app: App, surface = "web"): Promise<void> {
  for (const [at, [file, topic, value]] of TOPICS.entries()) {
    const id = `${surface}-${file}`;
    const question = { text: questionOf(topic), audience: EVERYONE, history: [] };
    await answerDirectly(id, question, app);
    const record = await app.storage.answers.get(id);
    if (record === undefined) throw new Error("It was not kept.");
    await app.storage.answers.create({ ...record, id: `${id}-asked`, surface });
    const voter = `person-${at % 3}`;
    const answerId = `${id}-asked`;
    const correction = `The rule on ${topic} names ${value}.`;
    const said =
      at % 2 === 0
        ? { vote: "up" as const }
        : { vote: "down" as const, reason: "incomplete" as const, correction, byMember: true };
    await recordVote({ answerId, voter, ...said }, app.storage, 5);
  }
}

async function exportTo(app: App, format: Format, change: Partial<ExportOptions> = {}) {
  const directory = join(temporaryFolder("out"), "set");
  const options = { format, directory, name: "set", ...change };
  const { card, isWritten } = await exportWhatIsThere(options, "test", forEver(app));
  const text = (isWritten ? readdirSync(directory) : [])
    .map((file) => readFileSync(join(directory, file), "utf8"))
    .join("\n");
  return { card, directory, text };
}

test.each(["sft", "dpo", "kto"] as const)(
  "%s: what is written is read again as it was",
  async (format) => {
    const app = await openWorld();
    await askAll(app);
    const { card, directory, text } = await exportTo(app, format);
    expect(card.checks.filter(({ ok }) => !ok && format !== "dpo")).toEqual([]);
    const { lines } = await readTrainingDataset(directory);
    const counts = { train: lines.train.length, dev: lines.dev.length, test: lines.test.length };
    expect(card.counts.splits).toEqual(counts);
    expect(counts.train).toBeGreaterThan(2);
    for (const split of ["train", "dev", "test"] as const) {
      const written = readFileSync(join(directory, `${split}.jsonl`), "utf8");
      expect(lines[split].map((line) => `${JSON.stringify(line)}\n`).join("")).toBe(written);
    }
    expect(text).not.toContain("@acme.example");
    expect(text).toContain("[EMAIL_1]");
    const again = await exportTo(app, format);
    expect(again.card.contentHash).toBe(card.contentHash);
    expect(await app.storage.audit.list(1)).toMatchObject([{ action: "dataset.exported" }]);
    writeFileSync(join(directory, "train.jsonl"), "");
    await expect(readTrainingDataset(directory)).rejects.toThrow("is not as it was written");
    await expect(
      exportDataset({ format, directory, name: "set" }, "test", forEver(app)),
    ).rejects.toThrow("holds something already");
  },
);

test("prompts are the writer's own, with passages beside the right one, and refusals where none is", async () => {
  const app = await openWorld();
  const { card, directory } = await exportTo(app, "sft", { synthetic: 30 });
  expect(card.counts.kinds.unanswerable).toBeGreaterThan(0);
  expect(card.checks.filter(({ ok }) => !ok)).toEqual([]);
  const { lines } = await readTrainingDataset(directory);
  const all = [...lines.train, ...lines.dev, ...lines.test] as {
    messages: { content: string }[];
  }[];
  for (const { messages } of all) {
    const [system, user, assistant] = messages.map(({ content }) => content);
    expect(system).toContain("You answer questions of colleagues from passages");
    if (assistant === "NOT_FOUND") continue;
    const [, n = ""] = /\[(\d+)\]/.exec(assistant ?? "") ?? [];
    const passage = user?.split(`[${n}] `)[1] ?? "";
    expect(passage).toContain((assistant ?? "").replace(` [${n}].`, ""));
  }
  expect(all.some(({ messages }) => messages[2]?.content === "NOT_FOUND")).toBe(true);
});

test("eval writes what `eval answers` and `eval retrieval` read", async () => {
  const app = await openWorld();
  await askAll(app);
  const { directory, card } = await exportTo(app, "eval");
  const lines = (file: string) =>
    readFileSync(join(directory, file), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  const cases = lines("qa.jsonl");
  expect(cases).toHaveLength(TOPICS.length);
  const ids = new Set(lines("corpus.jsonl").map(({ _id }) => _id));
  expect(cases.every((one) => one.doc_ids.every((id: string) => ids.has(id)))).toBe(true);
  expect(readFileSync(join(directory, "qrels.tsv"), "utf8").split("\n")[0]).toBe(
    "query-id\tcorpus-id\tscore",
  );
  expect(card.format).toBe("eval");
});

test.each(["slack", "teams"] as const)(
  "text of %s, planted in every field, is in no training export",
  async (platform) => {
    const app = await openWorld();
    const { storage } = app;
    await askAll(app);
    const before = await exportTo(app, "kto");
    const planted = `zebra${platform}`;
    const [file, topic, value] = TOPICS[0];
    const record = await storage.answers.get(`web-${file}-asked`);
    if (record === undefined) throw new Error("It was not kept.");
    // Asked there, and corrected there.
    const asked = { ...record, id: "p1", surface: platform, question: `${planted} ${topic}?` };
    await storage.answers.create({
      ...asked,
      answer: { ...(record.answer as object), searchedFor: `${planted} ${topic}` },
    });
    const correction = `The rule on ${topic} names ${value} ${planted}.`;
    const vote = { vote: "down" as const, reason: "wrong" as const, correction, byMember: true };
    await recordVote({ answerId: "p1", voter: "ana", ...vote }, storage, 9);
    // Corrected on the web by somebody whom the chat knows.
    const voter = `${platform}:T1:U1`;
    await recordVote({ answerId: `web-${TOPICS[1][0]}-asked`, voter, ...vote }, storage, 9);
    // Taken from an expert's message; and of the question alone.
    const documents = [{ source: "handbook", documentId: `${file}.md` }];
    const written = {
      question: `${planted} verified?`,
      text: correction,
      documents,
      audience: [["everyone"]],
    };
    for (const place of [
      { messageId: `${platform}:T1:C1:5`, createdBy: "cli" },
      { createdBy: voter },
      { createdBy: "cli", answerId: "p1" },
    ]) {
      const { id } = await proposeVerified({ origin: "expert", ...written, ...place }, app);
      await acceptVerified(id, {}, { id: "cli" }, app);
    }
    for (const format of ["sft", "dpo", "kto"] as const) {
      const { card, text } = await exportTo(app, format);
      expect(text).not.toContain(planted);
      expect(card.counts.provenance[platform]).toBeUndefined();
      expect(
        Object.keys(card.dropped).filter((why) => why.includes(`text of ${platform}`)),
      ).toHaveLength(2);
    }
    const after = await exportTo(app, "kto");
    expect(after.card.counts.splits).toEqual(before.card.counts.splits);
    const policy = {
      platform,
      purpose: "training" as const,
      basis: "works council",
      allowedBy: "cli",
      allowedAt: 1,
    };
    await storage.datasets.allow(policy);
    const allowed = await exportTo(app, "kto");
    expect(allowed.text).toContain(planted);
    expect(allowed.card.policies).toEqual([policy]);
    await storage.datasets.revoke(platform, "training");
    expect((await exportTo(app, "kto")).text).not.toContain(planted);
  },
);

test("one person's 500 votes count no more than others', and alone carry no dataset", async () => {
  const app = await openWorld();
  for (let n = 0; n < 50; n += 1) {
    const topic = TOPICS[n % TOPICS.length];
    if (topic === undefined) continue;
    if (n < TOPICS.length) {
      const question = { text: questionOf(topic[1]), audience: EVERYONE, history: [] };
      await answerDirectly(`a${n}`, question, app);
    }
    const record = await app.storage.answers.get(`a${n % TOPICS.length}`);
    if (record === undefined) throw new Error("It was not kept.");
    for (let copy = 0; copy < 10; copy += 1) {
      const answerId = `f${n}-${copy}`;
      await app.storage.answers.create({ ...record, id: answerId });
      await recordVote({ answerId, voter: "troll", vote: "down", reason: "wrong" }, app.storage, 5);
    }
  }
  const { card } = await exportTo(app, "kto");
  const failed = card.checks.filter(({ ok }) => !ok).map(({ name }) => name);
  expect(failed).toContain("voters");
  expect(card.votes).toMatchObject({ people: 1, counted: 25, uncounted: 475, cap: 25 });
  expect(card.checks.find(({ name }) => name === "voters")?.sentence).toContain(
    "One voter cast 500",
  );
});

test("what has changed, is deleted or is not for everyone is left out, and counted", async () => {
  const app = await openApp();
  const folder = await syncFiles(app, FILES);
  await askAll(app);
  expect((await exportTo(app, "kto")).card.dropped).toEqual({});
  const [, , closed] = TOPICS;
  const changed = { [`${closed[0]}.md`]: "# Laptops\n\nThey are not repaired any more.\n" };
  await syncFiles(app, changed, folder);
  await app.storage.rooms.replies.remove("web-badge-asked");
  const access = await app.storage.accessLists.idOf(["user:ana@acme.example"]);
  await app.storage.documents.setAccess("handbook", ["gym.md"], access);
  await app.index.setAccess("handbook", ["gym.md"], access);
  const left = await exportTo(app, "kto");
  expect(left.card.dropped[GONE]).toBeGreaterThanOrEqual(1);
  expect(left.card.dropped[RESTRICTED]).toBeGreaterThanOrEqual(1);
  expect(left.text).not.toMatch(/12 months|5 working days|40 euros is/);
  expect(left.card.includesRestricted).toBe(false);
  const all = await exportTo(app, "kto", { includeRestricted: true });
  expect(all.card.dropped[RESTRICTED]).toBeUndefined();
  expect(all.text).toContain("12 months");
  expect(all.card.includesRestricted).toBe(true);
});

test("what a person said and asked is in no export once they are erased", async () => {
  const app = await openWorld();
  await askAll(app);
  expect((await exportTo(app, "kto")).card.votes).toMatchObject({ people: 3, counted: 10 });
  await app.storage.privacy.erase({ ids: ["person-1"], principals: [] }, { id: "e1", at: 9 });
  const { card } = await exportTo(app, "kto");
  expect(card.votes).toMatchObject({ people: 2, counted: 7 });
});
