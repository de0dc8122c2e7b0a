import { afterEach, beforeAll, expect, test } from "vitest";
import { type ExaminedModel, examineModel } from "../../../src/models/openai/examine-openai.ts";
import { createOpenAiClient } from "../../../src/models/openai/openai-client.ts";
import {
  type OpenAiCounterpart,
  startOpenAiCounterpart,
} from "../../counterparts/openai/start-openai-counterpart.ts";

let endpoint: OpenAiCounterpart;

beforeAll(async () => {
  endpoint = await startOpenAiCounterpart();
  return () => endpoint.close();
});

afterEach(() => endpoint.reset());

function examine(
  options: Partial<ExaminedModel> & { baseUrl?: string; apiKey?: string } = {},
  signal = new AbortController().signal,
) {
  const { baseUrl = endpoint.baseUrl, apiKey = "test-key", ...rest } = options;
  const client = createOpenAiClient({ baseUrl, apiKey });
  return examineModel({ client, model: "test-writer", kind: "language-model", ...rest }, signal);
}

test("a model that works is really used, and timed", async () => {
  const { ok, detail, warning } = await examine({ api: "responses" });
  expect(detail).toMatch(/^openai\/test-writer answered in \d+ ms through Responses$/);
  expect([ok, warning]).toEqual([true, undefined]);
  expect(endpoint.requests.at(-1)?.path).toBe("/v1/responses");
  const embedder = await examine({ kind: "embedder", model: "test-embedder" });
  expect(embedder.detail).toMatch(/^openai\/test-embedder answered in \d+ ms with 64 dimensions$/);
});

test("a talkative model works too", async () => {
  endpoint.script({ kind: "truncated", text: "Ready when you are, and" });
  expect(await examine()).toMatchObject({ ok: true });
});

test("a shutdown is announced before it, and a failure after", async () => {
  const model = "test-old-writer";
  const before = await examine({ model, now: () => Date.parse("2026-12-01") });
  expect(before.ok).toBe(true);
  expect(before.warning).toMatch(/"test-old-writer" is shut down on 2026-12-31.*FOOTNOTE_MODEL/);
  const after = await examine({ model, now: () => Date.parse("2027-01-01") });
  expect(after).toMatchObject({ ok: false, detail: expect.stringMatching(/was shut down/) });
  expect(after.fix).toMatch(/FOOTNOTE_MODEL/);
});

test("mistakes are told by name", async () => {
  expect(await examine({ apiKey: "wrong" })).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/refused the key: check OPENAI_API_KEY/),
  });
  const unknown = await examine({ model: "test-riter" });
  expect(unknown).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/no model "test-riter"/),
  });
  expect(unknown.fix).toMatch(/test-writer/);
  expect(await examine({ baseUrl: endpoint.baseUrl.replace("/v1", "") })).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/OPENAI_BASE_URL usually ends in \/v1/),
  });
  expect(await examine({ baseUrl: "http://127.0.0.1:9/v1" })).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/cannot be reached/),
  });
  expect(await examine({ kind: "embedder", model: "test-writer" })).toMatchObject({ ok: false });
});

test("an endpoint that knows nothing of its models is judged by what they do", async () => {
  endpoint.script({ kind: "status", status: 404, body: "404 page not found" }, { on: "models" });
  expect(await examine()).toMatchObject({ ok: true });
  endpoint.script({ kind: "garbage" }, { on: "models" });
  expect(await examine()).toMatchObject({ ok: true });
});

test("it gives up in time, and at once when asked to", async () => {
  endpoint.script({ kind: "stall", text: "", afterCharacters: 0, ms: 5_000 });
  const slow = await examine({ deadlineMs: 150 });
  expect(slow).toMatchObject({ ok: false, detail: expect.stringMatching(/within 0.15 s/) });
  expect(slow.fix).toMatch(/FOOTNOTE_FIRST_TOKEN_TIMEOUT_MS/);
  const reason = new Error("enough");
  await expect(examine({}, AbortSignal.abort(reason))).rejects.toBe(reason);
});
