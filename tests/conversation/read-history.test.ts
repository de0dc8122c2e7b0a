import { expect, test } from "vitest";
import { type Audience, EVERYONE } from "../../src/access/audience.ts";
import type { App } from "../../src/app.ts";
import { answerDirectly } from "../../src/conversation/answer-directly.ts";
import { readHistory } from "../../src/conversation/read-history.ts";
import { openApp, syncFiles } from "../support/open-app.ts";

const FILES = {
  "leave.md":
    "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n",
  "bonus.md":
    "# Bonus pool\n\nThe bonus pool for executives is 730000 EUR a year. The Kingfisher committee decides on the bonus pool in March.\n",
};
const FINANCE: Audience = [["everyone", "group:finance"]];
const LEAVE = "How many days of annual leave do I get?";
const BONUS = "How large is the bonus pool for executives?";

/** A thread of these questions, each answered for its audience, and the follow-up to be read. */
async function startThread(app: App, asked: { text: string; audience: Audience }[]) {
  for (const [at, { text, audience }] of asked.entries()) {
    const deps = { ...app, storage: inThread(app) };
    await answerDirectly(`q${at}`, { text, audience, history: [] }, deps);
  }
  const record = await app.storage.answers.get(`q${asked.length - 1}`);
  if (record === undefined) throw new Error("no record");
  return { ...record, id: "follow-up", askedAt: Date.now() + 1 };
}

function inThread(app: App) {
  const { answers } = app.storage;
  const create = (record: Parameters<typeof answers.create>[0]) =>
    answers.create({ ...record, threadId: "thread" });
  return { ...app.storage, answers: { ...answers, create } };
}

const read = (app: App, record: Awaited<ReturnType<typeof startThread>>, audience: Audience) =>
  readHistory({ ...record, audience }, app.storage, app.answering.accessLists);

test("turns come oldest first, those of other threads and later ones left out", async () => {
  const app = await openApp();
  await syncFiles(app, FILES);
  const record = await startThread(app, [
    { text: LEAVE, audience: EVERYONE },
    { text: "What is the weather?", audience: EVERYONE },
  ]);
  await answerDirectly("elsewhere", { text: BONUS, audience: EVERYONE, history: [] }, app);
  expect(await read(app, record, EVERYONE)).toEqual([
    { role: "user", text: LEAVE },
    { role: "assistant", text: expect.stringContaining("28 days") },
    { role: "user", text: "What is the weather?" },
  ]);
  const first = { ...record, id: "q0", askedAt: 0 };
  expect(await read(app, first, EVERYONE)).toEqual([]);
});

test("an answer is dropped for those who may not open its sources", async () => {
  const app = await openApp();
  await syncFiles(app, { ...FILES, "_access.yaml": "bonus.md: [group:finance]\n" });
  const record = await startThread(app, [{ text: BONUS, audience: FINANCE }]);
  const finance = await read(app, record, FINANCE);
  expect(finance.map(({ role }) => role)).toEqual(["user", "assistant"]);
  // A channel with one more member in it reads for everybody in it.
  for (const audience of [EVERYONE, [...FINANCE, ...EVERYONE], []]) {
    expect(JSON.stringify(await read(app, record, audience))).not.toContain("730000");
  }
});

test("an answer is dropped once its source is restricted or gone", async () => {
  const app = await openApp();
  const folder = await syncFiles(app, FILES);
  const record = await startThread(app, [{ text: BONUS, audience: EVERYONE }]);
  expect(JSON.stringify(await read(app, record, EVERYONE))).toContain("730000");
  await syncFiles(app, { "_access.yaml": "bonus.md: [group:finance]\n" }, folder);
  expect(JSON.stringify(await read(app, record, EVERYONE))).not.toContain("730000");
  expect(JSON.stringify(await read(app, record, FINANCE))).toContain("730000");
  await app.storage.documents.remove("handbook", ["bonus.md"]);
  expect(JSON.stringify(await read(app, record, FINANCE))).not.toContain("730000");
});

test("a long thread is read from its end", async () => {
  const app = await openApp();
  const asked = Array.from({ length: 14 }, (_, n) => ({
    text: `Question ${n}?`,
    audience: EVERYONE,
  }));
  const turns = await read(app, await startThread(app, asked), EVERYONE);
  expect(turns).toHaveLength(10);
  expect(turns.at(-1)?.text).toBe("Question 13?");
});
