import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import {
  type EmbedderGuardOptions,
  guardEmbedder,
} from "../../../src/models/guard/guard-embedder.ts";
import { createOpenAiClient } from "../../../src/models/openai/openai-client.ts";
import { createOpenAiEmbedder } from "../../../src/models/openai/openai-embedder.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import {
  type OpenAiCounterpart,
  startOpenAiCounterpart,
} from "../../counterparts/openai/start-openai-counterpart.ts";

const STALL = { kind: "stall", text: "", afterCharacters: 0 } as const;
const ON = { on: "embeddings" } as const;

let endpoint: OpenAiCounterpart;

beforeAll(async () => {
  endpoint = await startOpenAiCounterpart();
  return () => endpoint.close();
});

afterEach(() => endpoint.reset());

function guard(options: Partial<EmbedderGuardOptions> = {}) {
  const client = createOpenAiClient({
    baseUrl: endpoint.baseUrl,
    apiKey: "test-key",
    maxRetries: 0,
  });
  const embedder = createOpenAiEmbedder({ client, model: "test-embedder" });
  return guardEmbedder(embedder, {
    maxConcurrent: 2,
    logger: createLogger("silent"),
    ...options,
  });
}

test("an embedder that is well is the same as before", async () => {
  const embedder = guard();
  expect(embedder).toMatchObject({ id: "openai/test-embedder", maxTextsPerCall: 32 });
  expect(embedder.dimensions).toBeUndefined();
  expect(await embedder.embed(["a", "b"], "passage")).toHaveLength(2);
  expect(embedder.dimensions).toBe(64);
  await embedder.close();
  await expect(embedder.embed(["a"], "query")).rejects.toThrow(/closed/);
});

test("a question is not kept waiting, passages are", async () => {
  endpoint.script({ ...STALL, ms: 400 }, ON);
  const embedder = guard({ queryMs: 100 });
  await expect(embedder.embed(["a"], "query")).rejects.toMatchObject({
    code: "unavailable",
    message: "openai/test-embedder gave no vector within 0.1 s.",
  });
  expect(await embedder.embed(["a"], "passage")).toHaveLength(1);
  await expect(guard({ passageMs: 100 }).embed(["a"], "passage")).rejects.toThrow(/within 0.1 s/);
});

test("a call that was given up on runs on, and keeps its turn until it ends", async () => {
  endpoint.script({ ...STALL, ms: 700 }, ON);
  const embedder = guard({ maxConcurrent: 1, queryMs: 150 });
  const late = () => expect(embedder.embed(["a"], "query")).rejects.toThrow(/no vector within/);
  await late();
  await late();
  expect(endpoint.requests).toHaveLength(1);
  expect(endpoint.requests[0]?.abortedAt).toBeUndefined();
  await sleep(600);
  endpoint.script({ kind: "answer", text: "" }, ON);
  expect(await embedder.embed(["a"], "query")).toHaveLength(1);
});

test("it is left alone after failures, and tried again by itself", async () => {
  let now = 0;
  const embedder = guard({ now: () => now });
  endpoint.script({ kind: "reset" }, ON);
  for (let turn = 0; turn < 5; turn += 1) {
    await expect(embedder.embed(["a"], "query")).rejects.toMatchObject({ code: "unavailable" });
  }
  await expect(embedder.embed(["a"], "query")).rejects.toThrow(/by itself/);
  expect(endpoint.requests).toHaveLength(5);
  endpoint.reset();
  now = 10_000;
  expect(await embedder.embed(["a"], "query")).toHaveLength(1);
  expect(await embedder.embed(["a"], "query")).toHaveLength(1);
});

test("never more calls than allowed", async () => {
  endpoint.script({ ...STALL, ms: 150 }, ON);
  const embedder = guard({ maxConcurrent: 2 });
  const all = Promise.all(Array.from({ length: 6 }, () => embedder.embed(["a"], "passage")));
  await vi.waitFor(() => expect(endpoint.requests).toHaveLength(2), { interval: 5 });
  await sleep(50);
  expect(endpoint.requests).toHaveLength(2);
  expect(await all).toHaveLength(6);
});
