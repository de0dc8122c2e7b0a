import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Browser, openBrowser } from "../support/browser.ts";
import { createFootnote } from "../support/footnote.ts";
import { askState } from "../support/state.ts";
import { writeFiles } from "../support/temporary-folder.ts";
import { HANDBOOK, type ShownAnswer } from "./handbook.ts";

interface View {
  id: string;
  question: string;
  answer?: ShownAnswer;
  votes: { citation: number; vote: string; reason?: string }[];
  changedCitations: number[];
}

interface Status {
  sources: { name: string; passages: number }[];
  suggestedPrompts: string[];
}

async function finished(browser: Browser, answerId: string): Promise<ShownAnswer> {
  const events = await browser.events(answerId);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, at) => at + 1));
  const last = events.at(-1)?.data;
  expect(last?.type).toBe("finished");
  return last?.answer as ShownAnswer;
}

async function sourceNames(browser: Browser): Promise<string[]> {
  const { sources } = await browser.get<Status>("/api/status");
  return sources.filter(({ passages }) => passages > 0).map(({ name }) => name);
}

test("an empty data folder serves the sample handbook until a real source is added", async () => {
  const footnote = createFootnote();
  const serving = await footnote.serve();
  const browser = openBrowser(serving.url);
  await expect.poll(() => sourceNames(browser), { timeout: 20_000 }).toEqual(["sample-handbook"]);
  const { suggestedPrompts } = await browser.get<Status>("/api/status");
  const page = await browser.fetch("/");
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("Footnote");

  const { answerId, accepted } = await browser.ask(suggestedPrompts[0] ?? "");
  expect(accepted).toBe(true);
  const events = await browser.events(answerId);
  const types = events.map(({ data }) => data.type);
  expect(types[0]).toBe("status");
  expect(types.indexOf("sentence")).toBeGreaterThan(0);
  const answer = await finished(browser, answerId);
  expect(answer.outcome).toBe("answered");
  expect(answer.citations[0]).toMatchObject({ n: 1, source: "sample-handbook" });

  writeFiles(join(footnote.folder, "docs"), HANDBOOK);
  const added = await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
  expect(added).toMatchObject({ removedSample: "sample-handbook" });
  await footnote.json("sync", "handbook");
  expect(await sourceNames(browser)).toEqual(["handbook"]);
  const leave = await browser.ask("How many days of annual leave do I get?");
  expect((await finished(browser, leave.answerId)).citations[0]?.source).toBe("handbook");
  // What was cited then has gone with its source, and its text with it.
  const gone = await browser.get(`/api/answers/${answerId}/citations/1`);
  expect(gone).toMatchObject({ removed: true, passageText: "", quote: "" });

  const foreign = await fetch(`${serving.url}/api/questions`, {
    method: "POST",
    headers: { Origin: "http://evil.example", "Content-Type": "application/json" },
    body: JSON.stringify({ messageId: randomUUID(), text: "How many days?" }),
  });
  expect(foreign.status).toBe(403);

  const stopping = Date.now();
  const { code, signal, stdout } = await serving.stop();
  expect({ code, signal, stdout }).toEqual({ code: 0, signal: null, stdout: "" });
  expect(Date.now() - stopping).toBeLessThan(10_000);
});

test("an answer can be followed, opened, questioned, voted on and asked about again", async () => {
  const footnote = createFootnote();
  const docs = writeFiles(join(footnote.folder, "docs"), HANDBOOK);
  await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.json("sync", "handbook");
  const serving = await footnote.serve();
  const browser = openBrowser(serving.url);
  const messageId = randomUUID();
  const text = "How many days of annual leave do I get?";
  const { answerId, threadId } = await browser.ask(text, { messageId });
  const answer = await finished(browser, answerId);
  expect(answer).toMatchObject({
    id: answerId,
    outcome: "answered",
    text: expect.stringContaining("28 days"),
  });

  const opened = await browser.get(`/api/answers/${answerId}/citations/1`);
  expect(opened).toMatchObject({
    documentId: "people/annual-leave.md",
    quote: expect.stringContaining("28 days"),
    passageText: expect.stringContaining("31 March"),
    changedSince: false,
    removed: false,
  });
  const page = await browser.fetch(answer.citations[0]?.documentPath ?? "");
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("28 days of annual leave");
  expect((await browser.fetch("/documents/handbook/finance/bonus.md")).status).toBe(404);
  expect(await browser.get(`/api/answers/${answerId}/why`)).toMatchObject({
    searchedFor: text,
    considered: expect.arrayContaining([
      expect.objectContaining({ documentId: "people/annual-leave.md", used: true }),
    ]),
    promptVersion: expect.any(String),
  });

  const votes = `/api/answers/${answerId}/votes`;
  await browser.post(votes, { vote: "up" });
  await browser.post(votes, { vote: "down", reason: "outdated", correction: "30 days" });
  await browser.post(votes, { vote: "up", citation: 1 });
  await browser.fetch(`${votes}?citation=1`, { method: "DELETE" });
  expect((await browser.post(votes, { vote: "up", citation: 9 })).status).toBe(404);

  const followUp = await browser.ask("And when do they expire?", { threadId });
  const second = await finished(browser, followUp.answerId);
  expect(second.searchedFor).toContain("annual leave");
  expect(second.text).toContain("31 March");
  // Sent again after a broken connection, it is the same question.
  expect(await browser.ask(text, { messageId, threadId })).toMatchObject({
    answerId,
    accepted: false,
  });

  const thread = await browser.get<{ answers: View[] }>(`/api/threads/${threadId}`);
  expect(thread.answers.map(({ id }) => id)).toEqual([answerId, followUp.answerId]);
  expect(thread.answers[0]?.votes).toEqual([
    expect.objectContaining({
      citation: 0,
      vote: "down",
      reason: "outdated",
      correction: "30 days",
    }),
  ]);
  expect(await browser.get("/api/threads")).toMatchObject({ threads: [{ threadId, title: text }] });

  const stranger = openBrowser(serving.url);
  for (const path of [
    `/api/answers/${answerId}`,
    `/api/answers/${answerId}/why`,
    `/api/threads/${threadId}`,
  ]) {
    expect((await stranger.fetch(path)).status).toBe(404);
  }

  writeFiles(docs, {
    "people/annual-leave.md": "# Annual leave\n\nEvery employee gets 31 days of leave.\n",
  });
  await footnote.json("sync", "handbook");
  const after = await browser.get<View>(`/api/answers/${answerId}`);
  expect(after.changedCitations).toEqual([1]);
  expect(await browser.get(`/api/answers/${answerId}/citations/1`)).toMatchObject({
    changedSince: true,
    removed: false,
    passageText: expect.stringContaining("28 days"),
  });
  expect((await serving.stop()).code).toBe(0);
});

test("of two processes on one data folder, one answers each question, and either can show it", async () => {
  const footnote = createFootnote({ environment: { FOOTNOTE_MAX_PENDING_PER_ASKER: "100" } });
  writeFiles(join(footnote.folder, "docs"), HANDBOOK);
  await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.json("sync", "handbook");
  const [one, two] = await Promise.all([footnote.serve(), footnote.serve()]);
  const cookies = new Map<string, string>();
  const browsers = [openBrowser(one.url, cookies), openBrowser(two.url, cookies)];
  await browsers[0]?.get("/api/threads");
  const texts = ["How many days of annual leave do I get?", "When are laptops replaced?"];
  const messages = Array.from({ length: 20 }, (_, n) => ({
    messageId: randomUUID(),
    text: texts[n % 2] ?? "",
  }));
  // Every message is delivered twice, once to each process.
  const deliveries = messages.flatMap(({ messageId, text }) =>
    browsers.map((browser) => browser.ask(text, { messageId })),
  );
  const asked = await Promise.all(deliveries);
  expect(asked.filter(({ accepted }) => accepted)).toHaveLength(messages.length);
  const ids = [...new Set(asked.map(({ answerId }) => answerId))];
  expect(ids).toHaveLength(messages.length);
  for (const [at, id] of ids.entries()) {
    const shown = await Promise.all(browsers.map((browser) => finished(browser, id)));
    expect(shown[0]?.text).toContain(at % 2 === 0 ? "28 days" : "four years");
    expect(shown[1]).toEqual(shown[0]);
  }
  const count = async (query: string) =>
    (await askState<object>(footnote.dataDir, query)).map((row) => Number(Object.values(row)[0]));
  const jobs = await count("select count(*) from jobs");
  // Two processes at work on one question would mostly tell each step twice.
  const told = await count(
    "select count(*) from answer_events where event like '%Reading what was found%' group by answer_id",
  );
  expect(jobs).toEqual([0]);
  expect(told).toEqual(messages.map(() => 1));
  for (const ended of await Promise.all([one.stop(), two.stop()])) expect(ended.code).toBe(0);
});

test("serve that cannot begin without the key of secrets says so and ends, though it listens by then", async () => {
  const footnote = createFootnote();
  await footnote.run("sources", "add", "files", "own", "--set", "path=.");
  expect((await footnote.run("sources", "remove", "own")).code).toBe(0);
  rmSync(join(footnote.dataDir, "secret.key"));
  const { code, stderr } = await footnote.run("serve");
  expect(code).toBe(1);
  expect(stderr).toMatch(/secret\.key|FOOTNOTE_SECRET_KEY/);
  expect(stderr).not.toContain("Footnote is at");
}, 120_000);
