import { expect, onTestFinished, test } from "vitest";
import { runAnswerWorkers } from "../../../src/conversation/answer-worker.ts";
import { createRoomPreparation } from "../../../src/conversation/rooms/prepare-question.ts";
import { createWebConversation } from "../../../src/conversation/web-conversation.ts";
import { reportFeedback } from "../../../src/feedback/reports/feedback-report.ts";
import { reportMonitoring } from "../../../src/learning/monitoring/monitoring-report.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { CHROMIUM, openRealPage } from "../../support/real-browser.ts";
import { Browser, startChat } from "../start-chat.ts";

const QUESTION = "How many days of leave does everyone get?";

/** The page of a company with one document. */
async function openChat() {
  const app = await openApp();
  await syncFiles(app, { "leave.md": "# Leave\n\nEveryone gets 28 days of leave. Ask early.\n" });
  const wiring = { ...app, ...app.answering, limits: app.config, samplePrompts: [] };
  const chat = await startChat(createWebConversation(wiring));
  const stop = new AbortController();
  const prepareQuestion = createRoomPreparation({ ...app, platforms: [] });
  const done = runAnswerWorkers({ ...app, prepareQuestion, workers: 1 }, stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await done;
  });
  return { app, chat };
}

async function openAnswer() {
  const { app, chat } = await openChat();
  const browser = new Browser(chat);
  const answerId = await browser.ask(QUESTION);
  const read = async () => {
    const response = await browser.fetch(`/api/answers/${answerId}`);
    return ((await response.json()) as { answer?: unknown }).answer;
  };
  const found = { outcome: "answered", citations: [{ n: 1 }] };
  await expect.poll(read, { timeout: 20_000 }).toMatchObject(found);
  return { app, chat, browser, answerId, path: `/api/answers/${answerId}/opened` };
}

test("whoever asked opens a source: noted once, counted, told by feedback and report, and gone with them", async () => {
  const { app, chat, browser, answerId, path } = await openAnswer();
  const stranger = new Browser(chat);
  await stranger.fetch("/");
  expect((await stranger.post(path, { citation: 1 })).status).toBe(404);
  for (const citation of [0, 2]) {
    expect((await browser.post(path, { citation })).status).toBe(404);
  }
  const address = "https://evil.example/?from=source";
  expect((await browser.post(path, { citation: address })).status).toBe(400);
  expect((await browser.post("/api/answers/none/opened", { citation: 1 })).status).toBe(404);
  const foreign = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
  const init = { method: "POST", body: '{"citation":1}' };
  const json = { "Content-Type": "application/json" };
  expect((await browser.fetch(path, { ...init, headers: { ...json, ...foreign } })).status).toBe(
    403,
  );
  expect((await browser.fetch(path, init)).status).toBe(415);
  const signals = async () => (await reportFeedback(2, app)).signals.sourcesOpened;
  expect(await signals()).toEqual({ answers: 0, of: 1 });

  for (const _ of [1, 2]) {
    const response = await browser.post(path, { citation: 1 });
    expect([response.status, response.headers.get("location")]).toEqual([204, null]);
  }
  expect(await signals()).toEqual({ answers: 1, of: 1 });
  const { citationOpens, bySource, byVersion } = await reportMonitoring(2, app);
  expect(citationOpens).toMatchObject({ share: 1, of: 1 });
  expect(bySource[0]?.opened).toMatchObject({ share: 1, of: 1 });
  expect(byVersion[0]?.opened).toMatchObject({ share: 1, of: 1 });

  const { askedBy = "" } = (await app.storage.answers.get(answerId)) ?? {};
  const held = async () => app.storage.database.selectFrom("citationOpens").selectAll().execute();
  expect(await held()).toMatchObject([{ answerId, citation: 1, openedBy: askedBy }]);
  await app.storage.database.deleteFrom("answers").where("id", "=", answerId).execute();
  expect(await held()).toEqual([]);
});

test.skipIf(CHROMIUM === undefined)(
  "a browser tells of a source's title and of a number that are clicked",
  { timeout: 60_000 },
  async () => {
    const { app, chat } = await openChat();
    const page = await openRealPage(CHROMIUM ?? "");
    await page.goto(`${chat.address}/`);
    const asked = JSON.stringify({
      messageId: "message-1",
      threadId: "thread-0001",
      text: QUESTION,
    });
    const headers = JSON.stringify({ "Content-Type": "application/json" });
    await page.read(
      `fetch("/api/questions", {method: "POST", headers: ${headers}, body: ${JSON.stringify(asked)}}).then(() => { location.hash = "thread=thread-0001" })`,
    );
    const opened = async () =>
      (await app.storage.database.selectFrom("citationOpens").select("citation").execute()).length;
    for (const what of [".source-title", "[data-citation]"]) {
      const mark = `document.querySelector(".answer ${what}")`;
      await page.until(`${mark} !== null`);
      expect(await opened()).toBe(0);
      await page.read(`void ${mark}.click()`);
      await expect.poll(opened, { timeout: 20_000 }).toBe(1);
      await app.storage.database.deleteFrom("citationOpens").execute();
    }
    expect(page.complaints).toEqual([]);
  },
);
