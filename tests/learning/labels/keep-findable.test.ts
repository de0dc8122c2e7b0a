import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { learnRetrieval } from "../../../src/learning/learn-retrieval.ts";
import { createFootnote } from "../../support/footnote.ts";
import { documentOf } from "../../vector-index/index-fixtures.ts";
import { openLearningWorld, plainQuestions } from "../learning-world.ts";

test("labels of what is gone or not for everyone neither teach nor judge, and are counted", async () => {
  const world = await openLearningWorld();
  const { retrieve, storage, now } = world;
  const { index } = retrieve;
  const accessId = await storage.accessLists.idOf(["user:olga"]);
  await index.replaceDocuments([{ ...documentOf("board", ["Secret."]), accessId }]);
  const [first, second] = plainQuestions();
  if (first === undefined || second === undefined) throw new Error("There are questions.");
  const at = (...names: string[]) =>
    names.map((documentId) => ({ source: documentOf("board", []).source, documentId }));
  const deleted = [{ source: "handbook", documentId: "deleted" }];
  const questions = [
    ...plainQuestions(),
    { ...first, id: "x1", from: { answer: "a1" }, positives: deleted },
    { ...first, id: "x2", positives: at("board") },
    { ...first, id: "x3", positives: [...deleted, ...at("board")] },
    { ...second, id: "x4", from: { answer: "a4" }, positives: [...deleted, ...second.positives] },
  ];
  const report = await learnRetrieval(questions, "test", { retrieve, storage, now });
  expect(report.labels).toEqual({ used: 121, gone: 1, restricted: 2 });
  const { figures } = report.gates.find(({ gate }) => gate === "retrieval") ?? {};
  expect(figures?.questions).toBe(121);
  // What it does not rest on makes it no staler: of the deleted document nothing was learned.
  const [known] = await storage.lineages.list();
  expect(known).toMatchObject({ name: report.version, gone: { answers: 1, documents: 0 } });
  await world.close();
}, 60_000);

test("`learn retrieval` tells of them, for people and in JSON", async () => {
  const footnote = createFootnote();
  const label = (documentId: string) =>
    JSON.stringify({
      question: `Where is ${documentId}?`,
      documents: [{ source: "s", documentId }],
    });
  writeFileSync(join(footnote.folder, "labels.jsonl"), `${label("a")}\n${label("b")}\n`);
  const args = ["learn", "retrieval", "--labels", "labels.jsonl"];
  const { stdout } = await footnote.run(...args);
  expect(stdout).toContain("2 labels are left out: what is named is not in the index any more.\n");
  expect(await footnote.json(...args)).toMatchObject({
    ...{ status: "rejected", labels: { used: 0, gone: 2, restricted: 0 } },
  });
}, 40_000);
