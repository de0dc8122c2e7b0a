import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "../../../src/answer/answer.ts";
import { type App, createApp } from "../../../src/app.ts";
import { readConfig } from "../../../src/config.ts";
import { answerDirectly } from "../../../src/conversation/answer-directly.ts";
import {
  type OpenAiCounterpart,
  type ReadPrompt,
  startOpenAiCounterpart,
} from "../../counterparts/openai/start-openai-counterpart.ts";
import { syncFiles } from "../../support/open-app.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { type BadCase, type GoodCase, readSupportCases } from "./read-cases.ts";

/*
 * The check as people meet it: the counterpart writes each case's sentence as its answer, through
 * the real SDK and the whole pipeline, and what is shown of it counts.
 */

const { documents, good, bad } = readSupportCases();
const AT_ONCE = 8;

interface Measured {
  id: string;
  kind: string;
  answer: Answer;
}

let counterpart: OpenAiCounterpart;
let app: App;

beforeAll(async () => {
  counterpart = await startOpenAiCounterpart();
  const environment = {
    OPENAI_BASE_URL: counterpart.baseUrl,
    OPENAI_API_KEY: "test-key",
    FOOTNOTE_MODEL: "test-writer",
    FOOTNOTE_EMBEDDER: "none",
    FOOTNOTE_DATA_DIR: temporaryFolder("data"),
  };
  app = await createApp(readConfig({ logLevel: "silent" }, environment));
  await syncFiles(app, { "documents.jsonl": documentLines() });
}, 30_000);

afterAll(async () => {
  await app.close();
  await counterpart.close();
});

/** Each document may be read in the cases that have it, so that a case finds its own and no other. */
function documentLines(): string {
  const readers = new Map<string, string[]>();
  for (const { id, passages } of [...good, ...bad]) {
    for (const passage of passages) {
      readers.set(passage, [...(readers.get(passage) ?? []), `group:${id}`]);
    }
  }
  return documents
    .map((document) => JSON.stringify({ ...document, readableBy: readers.get(document._id) ?? [] }))
    .join("\n");
}

/** The sentence with the numbers that the case's passages have in this prompt. */
function renumber({ sentence, passages }: GoodCase | BadCase, prompt: ReadPrompt): string {
  return sentence.replace(/\[(\d+)\]/g, (mark, n: string) => {
    const id = passages[Number(n) - 1];
    if (id === undefined) return Number(n) === 0 ? mark : `[${Number(n) + 100}]`;
    const text = documents.find(({ _id }) => _id === id)?.text ?? "";
    const start = text.split(/[\n.]/, 1)[0]?.slice(0, 40) ?? "";
    const found = prompt.passages.find((passage) => passage.text.includes(start));
    return found === undefined ? mark.replace(n, "999") : `[${found.n}]`;
  });
}

async function measure(one: GoodCase | BadCase): Promise<Measured> {
  const marker = `case ${one.id}`;
  counterpart.script(
    { kind: "answer", text: (prompt) => renumber(one, prompt) },
    { when: `${one.question} (${marker})` },
  );
  const question = {
    text: `${one.question} (${marker})`,
    history: [],
    audience: [[`group:${one.id}`]],
  };
  const answer = await answerDirectly(one.id, question, app);
  return { id: one.id, kind: one.kind, answer };
}

async function measureAll(cases: (GoodCase | BadCase)[]): Promise<Measured[]> {
  const measured: Measured[] = [];
  const waiting = [...cases];
  const work = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      measured.push(await measure(one));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return measured;
}

/** Whether anything of the model's sentence is shown; quotes and newer figures are not its words. */
function isShown({ answer }: Measured): boolean {
  return answer.outcome === "answered" && answer.sentences.length > 0;
}

function table(measured: Measured[], isRight: (one: Measured) => boolean): string {
  const kinds = Map.groupBy(measured, ({ kind }) => kind);
  const lines = [...kinds].map(([kind, all]) => {
    const wrong = all.filter((one) => !isRight(one));
    const ids = wrong.map(({ id }) => id).join(" ");
    return `${kind.padEnd(22)} ${all.length - wrong.length}/${all.length} ${ids}`;
  });
  return lines.join("\n");
}

/** By halves: cases that were tuned on, and cases that were not. */
function halves(measured: Measured[], isRight: (one: Measured) => boolean): string {
  const half = (remainder: number) =>
    rate(
      measured.filter(({ id }) => Number(id.slice(-3)) % 2 === remainder),
      isRight,
    ).toFixed(3);
  return `${rate(measured, isRight).toFixed(3)} (tuned on ${half(1)}, not ${half(0)})`;
}

const rate = (measured: Measured[], isRight: (one: Measured) => boolean) =>
  measured.filter(isRight).length / measured.length;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const FOREIGN = /!\[|\]\(|<img|<a\s|https?:|www\.|\.example\//i;

/** Kinds beyond those a model is usually caught in: a role, a "managers only" or an "unless" is lost. */
const SUBTLE = new Set(["swapped-role", "overgeneralised", "lost-condition"]);

/*
 * The bounds are what was reached, not what is wanted (95 in a hundred both ways): the cases are hard,
 * and were written without sight of the check. Cases of odd number were later tuned on, those of even
 * number never looked at, so the even half is what to expect elsewhere. Bounds may be raised, not lowered.
 */
test("of 200 bad answers few are shown, no invented citation, and nothing that leads elsewhere", async () => {
  const measured = await measureAll(bad);
  const isCaught = (one: Measured) =>
    !isShown(one) ||
    (one.kind === "foreign-image-or-link" &&
      !FOREIGN.test(one.answer.text.replace(/`[^`]*`/g, "")));
  print(table(measured, isCaught));
  for (const { answer } of measured) {
    const marks = [...answer.text.matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n));
    const numbers = new Set(answer.citations.map(({ n }) => n));
    expect(marks.filter((n) => !numbers.has(n))).toEqual([]);
  }
  const foreign = measured.filter(
    ({ kind, answer }) => kind === "foreign-image-or-link" && FOREIGN.test(answer.text),
  );
  expect(foreign.map(({ id }) => id)).toEqual([]);
  const usual = measured.filter(({ kind }) => !SUBTLE.has(kind));
  print(`caught ${halves(usual, isCaught)}, with the subtle ones ${halves(measured, isCaught)}`);
  expect(rate(usual, isCaught)).toBeGreaterThanOrEqual(0.95);
  expect(rate(measured, isCaught)).toBeGreaterThanOrEqual(0.89);
}, 60_000);

test("of 200 good answers most are shown", async () => {
  const measured = await measureAll(good);
  print(table(measured, isShown));
  print(`kept ${halves(measured, isShown)}`);
  expect(rate(measured, isShown)).toBeGreaterThanOrEqual(0.8);
}, 60_000);
