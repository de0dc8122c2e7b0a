import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startPineconeCounterpart } from "../counterparts/pinecone/start-pinecone-counterpart.ts";
import { openBrowser } from "../support/browser.ts";
import { createFootnote, type Serving } from "../support/footnote.ts";
import { writeFiles } from "../support/temporary-folder.ts";
import { HANDBOOK, type ShownAnswer } from "./handbook.ts";

// What people are told while the service that keeps the index is away, and what whoever runs Footnote sees.

const QUESTION = "How many days of annual leave do I get?";
const SORRY = /cannot search the documents at the moment.*does not answer.*in a few minutes/;

const counterpart = await startPineconeCounterpart();
const footnote = createFootnote({
  environment: {
    FOOTNOTE_INDEX: "pinecone",
    PINECONE_API_KEY: counterpart.apiKey,
    PINECONE_CONTROLLER_URL: counterpart.url,
  },
});
let serving: Serving;

beforeAll(async () => {
  writeFiles(join(footnote.folder, "docs"), HANDBOOK);
  await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.json("sync", "handbook");
  serving = await footnote.serve();
}, 60_000);
afterAll(async () => {
  await serving.stop();
  await counterpart.close();
});

async function ask(): Promise<ShownAnswer & { seconds: number }> {
  const began = performance.now();
  const browser = openBrowser(serving.url);
  const { answerId } = await browser.ask(QUESTION);
  const events = await browser.events(answerId);
  const { answer } = events.find(({ data }) => data.type === "finished")?.data ?? {};
  return { ...(answer as ShownAnswer), seconds: (performance.now() - began) / 1_000 };
}

async function readiness() {
  const response = await fetch(`${serving.url}/readyz`);
  const { ready, dependencies } = (await response.json()) as {
    ready: boolean;
    dependencies: Record<string, { state: string; needed: boolean }>;
  };
  return { status: response.status, ready, pinecone: dependencies.pinecone };
}

const back = { status: 200, ready: true, pinecone: { state: "ok", needed: false } };
const away = { ...back, pinecone: { state: "left-alone", needed: false } };

async function recovers(): Promise<void> {
  counterpart.setFaults({});
  await expect.poll(readiness, { timeout: 30_000, interval: 500 }).toEqual(back);
  expect(await ask()).toMatchObject({ outcome: "answered" });
}

test.each([
  ["fails", { serverError: 1 }],
  ["throttles", { rateLimited: 1 }],
  ["answers too late", { slowMs: 12_000 }],
])(
  "while it %s a question ends with a sentence within about 20 s; then it is answered again",
  async (_, faults) => {
    expect(await ask()).toMatchObject({ outcome: "answered" });
    expect(await readiness()).toEqual(back);
    counterpart.setFaults(faults);
    const answers = await Promise.all([ask(), ask(), ask()]);
    for (const { outcome, text, seconds } of answers) {
      expect([outcome, text]).toEqual(["failed", expect.stringMatching(SORRY)]);
      expect(seconds).toBeLessThan(25);
    }
    // Ready all the same: what is asked is kept and gets its outcome.
    expect(await readiness()).toEqual(away);
    const log = serving.stderr();
    expect(log).toMatch(/"A question was given up: the index is away"/);
    for (const { traceId } of answers) expect(log).toContain(traceId);
    await recovers();
  },
  120_000,
);

test("a moment's trouble costs nobody their answer", async () => {
  counterpart.setFaults({ cut: 1 });
  const asked = ask();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  counterpart.setFaults({});
  expect(await asked).toMatchObject({ outcome: "answered" });
}, 60_000);

test("the command line says the same, with the reason", async () => {
  counterpart.setFaults({ serverError: 1 });
  const { code, stdout } = await footnote.run("ask", QUESTION, "--json");
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: "failed",
    text: expect.stringMatching(SORRY),
  });
  const searched = await footnote.run("search", "leave");
  expect(searched.code).toBe(1);
  expect(searched.stderr).toMatch(/^Pinecone answers with an error of its own \(503\)[^\n]*\n$/);
}, 60_000);
