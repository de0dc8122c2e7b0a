import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { createFootnote } from "../support/footnote.ts";
import { jsonLines, writeFiles } from "../support/temporary-folder.ts";
import { expectCited, HANDBOOK, type ShownAnswer } from "./handbook.ts";

const footnote = createFootnote();

beforeAll(async () => {
  writeFiles(join(footnote.folder, "docs"), HANDBOOK);
  await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.json("sync", "handbook");
});

async function askBatch(name: string, input: string, ...more: string[]) {
  writeFiles(footnote.folder, { [`${name}.jsonl`]: input });
  const out = join(footnote.folder, `${name}-out.jsonl`);
  const ended = await footnote.run("ask", "--batch", `${name}.jsonl`, "--out", out, ...more);
  const lines = readFileSync(out, "utf8").split("\n").filter(Boolean);
  const written = lines.map((line): ShownAnswer => JSON.parse(line));
  const answers = new Map(written.map((answer) => [answer.id, answer]));
  return { ...ended, written, answers };
}

const LEAVE = "How many days of annual leave do I get?";
const BONUS = "How large is the bonus pool for executives?";

test("history is read in both its forms, and each line may speak for another person", async () => {
  const followUp = "And when do they expire?";
  const { code, stderr, written, answers } = await askBatch(
    "good",
    `\n${jsonLines([
      { id: "plain", question: LEAVE },
      { id: 7, question: BONUS },
      { id: "finance", question: BONUS, as: ["everyone", "group:finance"] },
      { id: "alone", question: followUp },
      { id: "roles", question: followUp, history: turns("role", "assistant") },
      { id: "speakers", question: followUp, history: turns("speaker", "agent") },
    ])}\n`,
    "--concurrency",
    "3",
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(written).toHaveLength(6);
  expect([...answers.keys()].sort()).toEqual(
    ["plain", "7", "finance", "alone", "roles", "speakers"].sort(),
  );
  for (const id of ["plain", "finance", "roles", "speakers"]) {
    expectCited(answers.get(id) as ShownAnswer);
  }
  expect(answers.get("plain")?.text).toContain("28 days");
  expect(answers.get("7")?.outcome).toBe("not-found");
  expect(answers.get("finance")?.text).toContain("730000 EUR");
  expect(answers.get("alone")?.searchedFor).not.toContain("annual leave");
  for (const id of ["roles", "speakers"]) {
    expect(answers.get(id)?.searchedFor).toContain("annual leave");
    expect(answers.get(id)?.text).toContain("31 March");
  }
});

function turns(key: "role" | "speaker", other: "assistant" | "agent") {
  return [
    { [key]: "user", text: LEAVE },
    { [key]: other, text: "28 days." },
  ];
}

test("a bad line is one failure that names it, and the others are answered", async () => {
  const { code, stdout, stderr, answers } = await askBatch(
    "bad",
    [
      JSON.stringify({ id: "first", question: LEAVE }),
      "this is not JSON",
      JSON.stringify({ question: LEAVE }),
      JSON.stringify({ id: "no-question" }),
      JSON.stringify({ id: "blank", question: "  " }),
      JSON.stringify({ id: "principal", question: LEAVE, as: ["finance"] }),
      JSON.stringify({ id: "nobody", question: LEAVE, as: [] }),
      JSON.stringify({ id: "last", question: LEAVE }),
    ].join("\r\n"),
  );
  expect(code).toBe(1);
  expect(stdout).toBe("");
  expect([...answers.keys()].sort()).toEqual(["first", "last", "nobody"]);
  expectCited(answers.get("last") as ShownAnswer);
  expect(answers.get("nobody")?.outcome).toBe("not-found");
  expect(stderr).toMatch(/^5 of the questions failed/);
  for (const line of [2, 3, 4, 5, 6]) expect(stderr).toContain(`line ${line}: `);
  expect(stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(8);
  expect(stderr).not.toContain(" at ");
});

test("an id that two questions have is named once, and both are answered", async () => {
  const { code, stderr, written } = await askBatch(
    "repeated",
    jsonLines([
      { id: "same", question: LEAVE },
      { id: 7, question: LEAVE },
      { id: "same", question: "When are laptops replaced?" },
      { id: "7", question: LEAVE },
      { id: "same", question: LEAVE },
      { id: "other", question: LEAVE },
    ]),
  );
  expect(code).toBe(0);
  expect(written.map(({ id }) => id).sort()).toEqual(["7", "7", "other", "same", "same", "same"]);
  expect(stderr).toMatch(/^Ids given to more than one question: "(same", "7|7", "same)"; .*\n$/);
  expect(written.filter(({ text }) => text.includes("four years"))).toMatchObject([{ id: "same" }]);
});

test("many questions at once each get their own answer", async () => {
  const questions = Array.from({ length: 24 }, (_, n) => ({
    id: `q${n}`,
    question: n % 2 === 0 ? LEAVE : "When are laptops replaced?",
  }));
  const many = await askBatch("many", jsonLines(questions), "--concurrency", "8");
  const { code, stderr, written, answers } = many;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(written).toHaveLength(24);
  for (const { id, question } of questions) {
    expect(answers.get(id)?.text).toContain(question === LEAVE ? "28 days" : "four years");
  }
});
