import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import {
  type Behaviour,
  startOpenAiCounterpart,
} from "../counterparts/openai/start-openai-counterpart.ts";
import { type Browser, openBrowser } from "../support/browser.ts";
import { createFootnote, type Serving } from "../support/footnote.ts";
import { writeFiles } from "../support/temporary-folder.ts";
import { HANDBOOK, type ShownAnswer } from "./handbook.ts";

const QUESTION = "How many days of annual leave does everybody get?";
/** Short enough for a test, long enough for a busy machine. */
const FIRST_TOKEN_MS = 1_500;
const STALL_MS = 1_000;

const counterpart = await startOpenAiCounterpart();
const environment = {
  OPENAI_BASE_URL: counterpart.baseUrl,
  OPENAI_API_KEY: "test-key",
  FOOTNOTE_MODEL: "test-writer",
  FOOTNOTE_FIRST_TOKEN_TIMEOUT_MS: String(FIRST_TOKEN_MS),
  FOOTNOTE_STALL_TIMEOUT_MS: String(STALL_MS),
};
const footnote = createFootnote({ environment });
writeFiles(join(footnote.folder, "docs"), HANDBOOK);
await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
await footnote.json("sync", "handbook");
const serving: Serving = await footnote.serve();
const browser = openBrowser(serving.url);

afterAll(async () => {
  const { code, stderr } = await serving.stop();
  expect(code).toBe(0);
  expect(stderr).not.toContain("test-key");
  await counterpart.close();
});
beforeEach(() => counterpart.reset());

async function ask(as: Browser = browser) {
  const { answerId } = await as.ask(QUESTION);
  const events = await as.events(answerId);
  const finished = events.filter(({ data }) => data.type === "finished");
  expect(finished).toHaveLength(1);
  const answer = finished[0]?.data.answer as ShownAnswer;
  const shown = events
    .flatMap(({ data }) => (data.type === "sentence" ? [data.text] : []))
    .join("");
  // What was shown on the way is how the answer begins, and nothing of it is gone.
  expect(answer.text).toBe(shown);
  return answer;
}

test("an answer is written, checked and cited", async () => {
  const answer = await ask();
  expect(answer.outcome).toBe("answered");
  expect(answer.model).toBe("openai/test-writer");
  expect(answer.citations[0]).toMatchObject({ n: 1, source: "handbook" });
});

const first = "Everybody has 27 days of annual leave a year [1]. Unfinished words";
const TROUBLES: [string, Behaviour][] = [
  ["is cut off", { kind: "cut", text: first, afterCharacters: 60 }],
  ["stalls for 30 s", { kind: "stall", text: first, afterCharacters: 60, ms: 30_000 }],
  ["says nothing for 30 s", { kind: "stall", text: first, afterCharacters: 0, ms: 30_000 }],
  ["answers 429", { kind: "status", status: 429, retryAfterSeconds: 60 }],
  ["answers 500", { kind: "status", status: 500 }],
  ["resets the connection", { kind: "reset" }],
  ["talks garbage", { kind: "garbage" }],
  ["says nothing at all", { kind: "empty" }],
  ["refuses", { kind: "refuse" }],
  ["is cut off by its own limit", { kind: "truncated", text: first }],
];

test.each(TROUBLES)("a model that %s: one outcome, quoted, in time", async (_, behaviour) => {
  counterpart.script(behaviour);
  const from = Date.now();
  const answer = await ask();
  expect(answer.outcome).toBe("degraded");
  expect(answer.text).toContain("annual leave");
  expect(answer.citations.length).toBeGreaterThan(0);
  expect(Date.now() - from).toBeLessThan(FIRST_TOKEN_MS + STALL_MS + 3_000);
});

test("through a storm of 429 everybody gets one outcome, and after it answers again", async () => {
  counterpart.script({ kind: "status", status: 429, retryAfterSeconds: 1 });
  const people = Array.from({ length: 12 }, () => openBrowser(serving.url));
  const answers = await Promise.all(people.map((person) => ask(person)));
  expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(["degraded"]));
  counterpart.reset();
  await expect
    .poll(async () => (await ask()).outcome, { timeout: 20_000, interval: 1_000 })
    .toBe("answered");
}, 40_000);

test("a dead endpoint ends in quotes, and its return in answers", async () => {
  const mortal = await startOpenAiCounterpart();
  const elsewhere = createFootnote({
    dataDir: footnote.dataDir,
    environment: {
      OPENAI_BASE_URL: mortal.baseUrl,
      OPENAI_API_KEY: "test-key",
      FOOTNOTE_MODEL: "test-writer",
    },
  });
  await mortal.close();
  const dead = await elsewhere.json<ShownAnswer>("ask", QUESTION);
  expect(dead.outcome).toBe("degraded");
  const back = await startOpenAiCounterpart({ port: Number(new URL(mortal.baseUrl).port) });
  const alive = await elsewhere.json<ShownAnswer>("ask", QUESTION);
  expect(alive.outcome).toBe("answered");
  await back.close();
});

test("a process that is killed in the middle of an answer: what was shown stays, the rest is quoted", async () => {
  const sentence = "Every employee gets 28 days of annual leave per year";
  const text = `${sentence} [LEAVE]. And then`;
  counterpart.script({
    kind: "answer",
    text: ({ passages }) => {
      const leave = passages.find((passage) => passage.text.includes("28 days"));
      return text.replace("LEAVE", String(leave?.n));
    },
    chunkMs: 200,
    chunkCharacters: 30,
  });
  const mortal = createFootnote({
    environment: { ...environment, FOOTNOTE_STALL_TIMEOUT_MS: "30000" },
  });
  writeFiles(join(mortal.folder, "docs"), HANDBOOK);
  await mortal.json("sources", "add", "files", "handbook", "--set", "path=docs");
  await mortal.json("sync", "handbook");
  const cookies = new Map<string, string>();
  const doomed = await mortal.serve();
  const before = openBrowser(doomed.url, cookies);
  const { answerId } = await before.ask(QUESTION);
  let shown = "";
  for await (const { data } of before.live(answerId)) {
    if (data.type === "sentence") {
      shown += data.text;
      break;
    }
  }
  expect(shown).toBe(`${sentence} [1].`);
  await doomed.kill();
  const next = await mortal.serve();
  const events = await openBrowser(next.url, cookies).events(answerId);
  const answer = events.at(-1)?.data.answer as ShownAnswer;
  expect(answer.outcome).toBe("degraded");
  expect(answer.text.startsWith(shown)).toBe(true);
  expect(events.filter(({ data }) => data.type === "finished")).toHaveLength(1);
  expect(answer.citations.map(({ n }) => n)).toEqual([1]);
  await next.stop();
}, 40_000);

test("over the day's limit answers are quoted", async () => {
  const limited = createFootnote({
    dataDir: footnote.dataDir,
    environment: { ...environment, FOOTNOTE_DAILY_TOKEN_LIMIT: "10" },
  });
  expect((await limited.json<ShownAnswer>("ask", QUESTION)).outcome).toBe("degraded");
  const { total } = await footnote.json<{ total: { calls: number } }>("usage");
  expect(total.calls).toBeGreaterThan(0);
});
