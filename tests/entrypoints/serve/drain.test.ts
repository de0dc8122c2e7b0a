import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startOpenAiCounterpart } from "../../counterparts/openai/start-openai-counterpart.ts";
import { HANDBOOK, type ShownAnswer } from "../../journeys/handbook.ts";
import { openBrowser } from "../../support/browser.ts";
import { createFootnote } from "../../support/footnote.ts";
import { writeFiles } from "../../support/temporary-folder.ts";

const QUESTION = "How many days of annual leave does everybody get?";
/** Asks for the answer itself, not for what helps to find it. */
const ANSWERING = "You answer questions of colleagues";
const SLOW_MS = 3_000;
const NEVER_MS = 100_000;

/** A process whose model takes its time over the first answer, and the question that it is at. */
async function openSlow(firstTokenMs: number, drainMs: number) {
  const counterpart = await startOpenAiCounterpart();
  onTestFinished(counterpart.close);
  const environment = {
    OPENAI_BASE_URL: counterpart.baseUrl,
    OPENAI_API_KEY: "test-key",
    FOOTNOTE_MODEL: "test-writer",
    FOOTNOTE_FIRST_TOKEN_TIMEOUT_MS: String(NEVER_MS),
    FOOTNOTE_DRAIN_TIMEOUT_MS: String(drainMs),
  };
  const footnote = createFootnote({ environment });
  writeFiles(join(footnote.folder, "docs"), HANDBOOK);
  await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.json("sync", "handbook");
  const text = "Every employee gets 28 days of annual leave per year [1].";
  counterpart.script({ kind: "answer", text, firstTokenMs }, { times: 1, when: ANSWERING });
  const first = await footnote.serve();
  const cookies = new Map<string, string>();
  const browser = openBrowser(first.url, cookies);
  const { answerId } = await browser.ask(QUESTION);
  const events = browser.events(answerId).catch(() => []);
  const answering = () =>
    counterpart.requests.filter(({ body }) => JSON.stringify(body ?? "").includes(ANSWERING))
      .length;
  await expect.poll(answering, { timeout: 15_000 }).toBe(1);
  /** As another process tells it. */
  const outcomeAt = async (url: string) => {
    const path = `/api/answers/${answerId}`;
    const { answer } = await openBrowser(url, cookies).get<{ answer: ShownAnswer | null }>(path);
    return answer?.outcome;
  };
  return { footnote, first, answerId, events, answering, outcomeAt };
}

const statusOf = (url: string, init?: RequestInit) =>
  fetch(url, init).then(
    ({ status }) => status,
    () => "gone",
  );

test("told to stop, it ends the answer that it is at, and takes nothing new", async () => {
  const { first, answerId, events } = await openSlow(SLOW_MS, 20_000);
  const ended = first.stop();
  await expect.poll(() => statusOf(`${first.url}/readyz`), { timeout: 2_000 }).toBe(503);
  expect(await (await fetch(`${first.url}/readyz`)).json()).toMatchObject({
    ...{ ready: false, draining: true },
    dependencies: { storage: { state: "ok" }, index: { state: "ok" }, queue: { state: "ok" } },
  });
  expect(await statusOf(`${first.url}/healthz`)).toBe(200);
  const refused = await fetch(`${first.url}/api/questions`, { method: "POST", body: "{}" });
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(await refused.json()).toEqual({ error: expect.stringContaining("restarted") });
  expect(await statusOf(`${first.url}/api/answers/${answerId}`)).toBe(404);
  // Its reader sees the end.
  const finished = (await events).find(({ data }) => data.type === "finished")?.data;
  expect(finished?.answer).toMatchObject({ outcome: "answered" } satisfies Partial<ShownAnswer>);
  expect((await ended).code).toBe(0);
  expect(await statusOf(`${first.url}/healthz`)).toBe("gone");
}, 60_000);

test("what would take too long is handed to another process, which answers it once", async () => {
  const { footnote, first, outcomeAt, answering } = await openSlow(NEVER_MS, 500);
  const second = await footnote.serve();
  const began = performance.now();
  const { code } = await first.stop();
  expect([code, performance.now() - began < 10_000]).toEqual([0, true]);
  await expect
    .poll(() => outcomeAt(second.url), { timeout: 20_000, interval: 500 })
    .toBe("answered");
  expect(answering()).toBe(2);
  expect((await second.stop()).code).toBe(0);
}, 90_000);

test("a process that is killed in the middle loses nothing, beside another", async () => {
  const { footnote, first, outcomeAt } = await openSlow(NEVER_MS, 20_000);
  const second = await footnote.serve();
  await first.kill();
  await expect
    .poll(() => outcomeAt(second.url), { timeout: 30_000, interval: 500 })
    .toBe("answered");
  expect((await second.stop()).code).toBe(0);
}, 90_000);

test("told a second time, it ends at once", async () => {
  const { first } = await openSlow(NEVER_MS, 60_000);
  first.child.kill("SIGTERM");
  await expect.poll(() => statusOf(`${first.url}/readyz`), { timeout: 2_000 }).toBe(503);
  const began = performance.now();
  const { code } = await first.stop();
  expect([code, performance.now() - began < 5_000]).toEqual([143, true]);
}, 60_000);
