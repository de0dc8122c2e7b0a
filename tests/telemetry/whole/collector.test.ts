import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../../support/browser.ts";
import { readExposition } from "../alerts/read-exposition.ts";
import { QUESTION, scrape, startObserved } from "./start-observed.ts";

let observed: Awaited<ReturnType<typeof startObserved>>;
beforeAll(async () => {
  observed = await startObserved();
}, 60_000);
afterAll(() => observed.close());

async function ask(url: string): Promise<void> {
  const browser = openBrowser(url);
  const { answerId } = await browser.ask(QUESTION);
  const events = await browser.events(answerId);
  expect(events.at(-1)?.data.type).toBe("finished");
}

/** What one kind of metric sums up to in a scrape. */
function total(text: string, name: string, together: (values: number[]) => number): number {
  const found = readExposition(text).filter(({ labels }) => labels.__name__ === name);
  return together(found.map(({ value }) => value));
}
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

test("of two processes each counts its own, and both tell the same of what is kept", async () => {
  const [one, two] = [await observed.footnote.serve(), await observed.footnote.serve()];
  for (let i = 0; i < 3; i += 1) await ask(one.url);
  for (let i = 0; i < 2; i += 1) await ask(two.url);
  const texts = [(await scrape(one.url)).text, (await scrape(two.url)).text];
  // Whichever process took a question from the queue, it was counted once.
  expect(sum(texts.map((text) => total(text, "footnote_answers_total", sum)))).toBe(5);
  const kept = ["footnote_index_passages", "footnote_source_failing", "footnote_queue_jobs"];
  for (const name of kept) {
    const [first, second] = texts.map((text) => total(text, name, sum));
    expect(second, name).toBe(first);
  }
  expect(total(texts[0] ?? "", "footnote_index_passages", sum)).toBe(2);
  await Promise.all([one.stop(), two.stop()]);
}, 60_000);

test("a question on the web is one trace, and its log lines name it", async () => {
  const { collector, model } = observed;
  const seen = collector.spans.length;
  const serving = await observed.serve();
  model.script({ kind: "status", status: 400 }, { on: "generation" });
  await ask(serving.url);
  model.reset();
  const { stderr } = await serving.stop();
  const spans = collector.spans.slice(seen);
  const { traceId } = spans.find(({ name }) => name === "write") ?? {};
  const names = spans.filter((span) => span.traceId === traceId).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["receive web", "wait answer-question", "search"]));
  const lines = stderr.split("\n").filter((line) => line.startsWith("{"));
  const away = lines.map((line) => JSON.parse(line)).find(({ msg }) => /model is away/.test(msg));
  expect(away).toMatchObject({
    trace_id: traceId,
    span_id: expect.stringMatching(/^[\da-f]{16}$/),
  });
}, 60_000);

test("the collector is sent what /metrics says", async () => {
  const { collector } = observed;
  const serving = await observed.serve();
  const before = collector.metrics.length;
  await expect.poll(() => collector.metrics.length, { timeout: 10_000 }).toBeGreaterThan(before);
  const text = JSON.stringify(collector.metrics.at(-1), (_, value: unknown) =>
    typeof value === "bigint" ? Number(value) : value,
  );
  const { text: scraped } = await scrape(serving.url);
  await serving.stop();
  const names = new Set(
    [...scraped.matchAll(/^# TYPE (\S+?)(?:_total)? \w+$/gm)].map(([, name]) => name),
  );
  // What this process has not done since it began is in neither, or in one of the two.
  const missing = [...names].filter((name) => !text.includes(`"name":"${name}`));
  expect(missing.filter((name) => !/http_request/.test(name ?? ""))).toEqual([]);
}, 60_000);

test("a collector that is busy gets it later; one that is gone holds nobody up", async () => {
  const { collector } = observed;
  const seen = collector.spans.length;
  const serving = await observed.serve();
  collector.failNext(2, 503);
  await ask(serving.url);
  const told = () =>
    collector.spans.slice(seen).some(({ name }) => name === "process answer-question");
  await expect.poll(told, { timeout: 20_000 }).toBe(true);
  await collector.close();
  await ask(serving.url);
  const stoppedAt = performance.now();
  expect((await serving.stop()).code).toBe(0);
  expect(performance.now() - stoppedAt).toBeLessThan(10_000);
}, 60_000);
