import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import {
  guardLanguageModel,
  type LanguageModelGuardOptions,
} from "../../../src/models/guard/guard-language-model.ts";
import { ModelError, type TokenUsage } from "../../../src/models/models.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import {
  type OpenAiCounterpart,
  startOpenAiCounterpart,
} from "../../counterparts/openai/start-openai-counterpart.ts";
import { faultOf, generateText, openModel, prompt } from "../openai/generate-text.ts";

const ANSWER = "You have 30 days of leave [1].";
const WELL = { kind: "answer", text: ANSWER } as const;

let endpoint: OpenAiCounterpart;

beforeAll(async () => {
  endpoint = await startOpenAiCounterpart();
  return () => endpoint.close();
});

afterEach(() => endpoint.reset());

function guard(options: Partial<LanguageModelGuardOptions> = {}) {
  return guardLanguageModel(openModel(endpoint.baseUrl, { api: "chat" }), {
    maxConcurrent: 20,
    firstTokenMs: 2_000,
    stallMs: 2_000,
    logger: createLogger("silent"),
    ...options,
  });
}

test("a model that is well answers as before", async () => {
  endpoint.script(WELL);
  const { text, usage } = await generateText(guard());
  expect([text, usage.length]).toEqual([ANSWER, 1]);
});

test("the first word has a deadline, whose request is closed", async () => {
  endpoint.script({ kind: "stall", text: ANSWER, afterCharacters: 0, ms: 5_000 });
  const started = performance.now();
  const fault = faultOf(await generateText(guard({ firstTokenMs: 150 })));
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(fault).toMatch(/^unavailable: .*no first word within 0.15 s: raise FOOTNOTE_FIRST_TOKEN/);
  await vi.waitFor(() => expect(endpoint.requests[0]?.abortedAt).toBeDefined());
});

test("a pause has a deadline of its own; what came before it is kept", async () => {
  endpoint.script({ kind: "stall", text: ANSWER, afterCharacters: 15, ms: 5_000 });
  const generated = await generateText(guard({ stallMs: 300 }));
  expect(faultOf(generated)).toMatch(/^unavailable: .*paused for 0.3 s.*FOOTNOTE_STALL_TIMEOUT_MS/);
  expect(generated.text).not.toBe("");
});

test("a slow reader is no pause of the model", async () => {
  endpoint.script({ ...WELL, chunkCharacters: 15 });
  const signal = new AbortController().signal;
  let text = "";
  for await (const piece of guard({ stallMs: 250 }).generate(prompt, { maxTokens: 99, signal })) {
    text += piece;
    await sleep(300);
  }
  expect(text).toBe(ANSWER);
});

test("a reader who leaves closes the request, and gives up the turn", async () => {
  endpoint.script({ kind: "stall", text: ANSWER, afterCharacters: 15, ms: 5_000 }, { times: 1 });
  const model = guard({ maxConcurrent: 1 });
  const signal = new AbortController().signal;
  for await (const _ of model.generate(prompt, { maxTokens: 99, signal })) break;
  await vi.waitFor(() => expect(endpoint.requests[0]?.abortedAt).toBeDefined());
  endpoint.script(WELL);
  expect((await generateText(model)).text).toBe(ANSWER);
});

test("never more calls than allowed, and each gets its turn", async () => {
  let running = 0;
  let most = 0;
  const text = () => {
    running += 1;
    most = Math.max(most, running);
    return ANSWER;
  };
  endpoint.script({ kind: "answer", text, firstTokenMs: 20, chunkMs: 5 });
  const model = guard({ maxConcurrent: 3 });
  const all = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const generated = await generateText(model);
      running -= 1;
      return generated;
    }),
  );
  expect(all.map(({ text }) => text)).toEqual(Array(10).fill(ANSWER));
  expect(most).toBe(3);
});

test("waiting for a turn counts, and who gives up leaves the line", async () => {
  endpoint.script({ kind: "stall", text: ANSWER, afterCharacters: 10, ms: 900 });
  const model = guard({ maxConcurrent: 1, firstTokenMs: 400 });
  const first = generateText(model);
  await sleep(20);
  const abort = new AbortController();
  const second = generateText(model);
  const third = generateText(model, { signal: abort.signal });
  abort.abort(new Error("gone"));
  expect((await third).error).toBe(abort.signal.reason);
  expect(faultOf(await second)).toMatch(/^unavailable: .*1 calls at a time \(FOOTNOTE_MODEL_CONC/);
  expect((await first).text).toBe(ANSWER);
  endpoint.script(WELL);
  expect((await generateText(model)).text).toBe(ANSWER);
  expect(endpoint.requests).toHaveLength(2);
});

test("after five failures in a row it is left alone, and tried again by itself", async () => {
  let now = 0;
  const model = guard({ now: () => now });
  endpoint.script({ kind: "status", status: 503 });
  for (let turn = 0; turn < 5; turn += 1) await generateText(model);
  expect(endpoint.requests).toHaveLength(5);
  const left = await generateText(model);
  expect(faultOf(left)).toMatch(/^unavailable: .*failed 5 times in a row.*by itself/);
  expect(left.error).toMatchObject({ retryAfterMs: 10_000 });

  now = 10_000;
  // One is let through, the others do not wait for it.
  const both = await Promise.all([generateText(model), generateText(model)]);
  expect(both.map(faultOf).filter((fault) => /by itself/.test(fault))).toHaveLength(1);
  expect(endpoint.requests).toHaveLength(6);
  expect(faultOf(await generateText(model))).toMatch(/by itself/);

  now = 20_000;
  endpoint.reset();
  endpoint.script(WELL);
  expect((await generateText(model)).text).toBe(ANSWER);
  expect((await generateText(model)).text).toBe(ANSWER);
});

test("it is left alone for as long as it asks", async () => {
  let now = 0;
  const model = guard({ now: () => now, breaker: { maxFailures: 2, restMs: 1_000 } });
  endpoint.script({ kind: "status", status: 429, retryAfterSeconds: 60 });
  for (let turn = 0; turn < 2; turn += 1) await generateText(model);
  endpoint.reset();
  endpoint.script(WELL);
  now = 59_000;
  expect(faultOf(await generateText(model))).toMatch(/by itself/);
  now = 60_000;
  expect((await generateText(model)).text).toBe(ANSWER);
});

test("replies that are cut off count, though they began", async () => {
  const model = guard({ breaker: { maxFailures: 3 } });
  endpoint.script({ kind: "cut", text: ANSWER, afterCharacters: 15 });
  for (let turn = 0; turn < 3; turn += 1) await generateText(model);
  expect(faultOf(await generateText(model))).toMatch(/by itself/);
});

test("refusals, wrong keys and callers who leave do not count", async () => {
  const model = guard({ breaker: { maxFailures: 1 } });
  endpoint.script({ kind: "refuse" });
  expect(faultOf(await generateText(model))).toMatch(/^invalid/);
  endpoint.script({ kind: "status", status: 401 });
  expect(faultOf(await generateText(model))).toMatch(/^unauthorized/);
  endpoint.script({ kind: "stall", text: ANSWER, afterCharacters: 0, ms: 2_000 });
  const abort = new AbortController();
  const reason = new ModelError("unavailable", "The whole answer took too long.");
  setTimeout(() => abort.abort(reason), 50);
  expect((await generateText(model, { signal: abort.signal })).error).toBe(reason);
  endpoint.script(WELL);
  expect((await generateText(model)).text).toBe(ANSWER);
});

test("a caller who leaves while the model is tried again does not keep others from trying", async () => {
  let now = 0;
  const model = guard({ now: () => now, breaker: { maxFailures: 1, restMs: 10 } });
  endpoint.script({ kind: "reset" });
  await generateText(model);
  now = 10;
  endpoint.script({ kind: "stall", text: ANSWER, afterCharacters: 0, ms: 2_000 });
  await generateText(model, { signal: AbortSignal.timeout(50) });
  endpoint.script(WELL);
  expect((await generateText(model)).text).toBe(ANSWER);
});

test("over budget nothing is asked; what is spent is counted, of failures too", async () => {
  const spent: TokenUsage[] = [];
  const budget = {
    isExceeded: async () => spent.length >= 2,
    add: (usage: TokenUsage) => void spent.push(usage),
  };
  const model = guard({ budget });
  endpoint.script(WELL);
  await generateText(model);
  endpoint.script({ kind: "truncated", text: ANSWER });
  await generateText(model);
  const fault = faultOf(await generateText(model));
  expect(fault).toMatch(/^rate-limited: .*over its daily token limit.*FOOTNOTE_DAILY_TOKEN_LIMIT/);
  expect(endpoint.requests).toHaveLength(2);
});
