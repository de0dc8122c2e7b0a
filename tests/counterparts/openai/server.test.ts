import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import OpenAI, { AuthenticationError, NotFoundError } from "openai";
import { afterEach, expect, test } from "vitest";
import { postJson } from "./checks/raw-client.ts";
import { generate } from "./checks/sdk-client.ts";
import {
  type CounterpartOptions,
  type OpenAiCounterpart,
  startOpenAiCounterpart,
} from "./start-openai-counterpart.ts";

const HI = [{ role: "user" as const, content: "Hi" }];

const started: OpenAiCounterpart[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.close()));
});

async function start(options: CounterpartOptions = {}, apiKey = "test-key") {
  const counterpart = await startOpenAiCounterpart(options);
  started.push(counterpart);
  const { baseUrl: baseURL } = counterpart;
  const client = new OpenAI({ baseURL, apiKey, maxRetries: 0, logLevel: "off" });
  return { counterpart, client };
}

test("a wrong key and a missing one are refused", async () => {
  const { counterpart, client } = await start({}, "sk-wrong-key-here");
  await expect(client.models.list()).rejects.toThrow(AuthenticationError);
  await expect(generate(client, { api: "chat", stream: true, input: "Hi" })).rejects.toMatchObject({
    status: 401,
    code: "invalid_api_key",
  });
  const { status, value } = await postJson(counterpart, "/embeddings", {}, "");
  expect([status, value]).toEqual([
    401,
    { error: expect.objectContaining({ message: expect.stringMatching(/didn't provide/) }) },
  ]);
});

test("unknown models, other paths and methods are refused", async () => {
  const { counterpart, client } = await start();
  const unknown = { model: "test-writter" };
  const missing = { status: 404, code: "model_not_found" };
  await expect(client.responses.create({ ...unknown, input: "Hi" })).rejects.toMatchObject(missing);
  await expect(client.chat.completions.create({ ...unknown, messages: HI })).rejects.toMatchObject(
    missing,
  );
  await expect(client.embeddings.create({ ...unknown, input: "Hi" })).rejects.toMatchObject(
    missing,
  );
  await expect(client.models.retrieve("a/b:c")).rejects.toMatchObject(missing);
  await expect(
    client.embeddings.create({ model: "test-writer", input: "Hi" }),
  ).rejects.toMatchObject({ status: 403 });
  await expect(
    client.chat.completions.create({ model: "test-embedder", messages: HI }),
  ).rejects.toThrow(NotFoundError);
  expect((await fetch(`${counterpart.baseUrl}/embeddings`)).status).toBe(405);
  const origin = new URL(counterpart.baseUrl).origin;
  const body = JSON.stringify({ model: "test-writer", messages: HI });
  expect((await fetch(`${origin}/chat/completions`, { method: "POST", body })).status).toBe(404);
});

test("a body that is no JSON is refused", async () => {
  const { counterpart } = await start();
  const send = (type: string, body: string) =>
    fetch(`${counterpart.baseUrl}/responses`, {
      method: "POST",
      headers: { authorization: "Bearer test-key", "content-type": type },
      body,
    });
  expect((await send("application/json", "{model:")).status).toBe(400);
  expect((await send("text/plain", '{"model":"test-writer","input":"Hi"}')).status).toBe(400);
});

test("models are listed with the day they end, also under names with slashes", async () => {
  const { client } = await start({
    models: [
      { id: "acme/tuned:7b", kind: "chat", shutdownDate: "2027-01-14" },
      { id: "plain", kind: "chat" },
    ],
  });
  expect((await client.models.list()).data).toEqual([
    expect.objectContaining({ id: "acme/tuned:7b", shutdown_date: "2027-01-14" }),
    expect.not.objectContaining({ shutdown_date: expect.anything() }),
  ]);
  expect(await client.models.retrieve("acme/tuned:7b")).toMatchObject({ id: "acme/tuned:7b" });
});

test("a reasoner refuses what such models refuse, and thinks first", async () => {
  const { client } = await start();
  const model = "test-reasoner";
  const unsupported = (param: string) => ({ status: 400, code: "unsupported_parameter", param });
  await expect(
    client.responses.create({ model, input: "Hi", temperature: 0 }),
  ).rejects.toMatchObject(unsupported("temperature"));
  await expect(
    client.chat.completions.create({ model, messages: HI, max_tokens: 9 }),
  ).rejects.toMatchObject(unsupported("max_tokens"));
  const { output } = await client.responses.create({ model, input: "Hi" });
  expect(output?.map(({ type }) => type)).toEqual(["reasoning", "message"]);
});

test("a prompt beyond the context is refused", async () => {
  const { client } = await start({ models: [{ id: "small", kind: "chat", contextTokens: 100 }] });
  const messages = [{ role: "user" as const, content: "word ".repeat(100) }];
  await expect(client.chat.completions.create({ model: "small", messages })).rejects.toMatchObject({
    status: 400,
    code: "context_length_exceeded",
  });
});

test("embeddings have the asked length and form, and texts that share words are near", async () => {
  const { client } = await start();
  const input = [
    "How many days of parental leave do I get?",
    "Parental leave lasts ninety days.",
    "The canteen opens at noon on Fridays.",
  ];
  const embed = async (more: object) => {
    const { data } = await client.embeddings.create({ model: "test-embedder", input, ...more });
    return (data ?? []).map(({ embedding }) => embedding);
  };
  const whole = await embed({ encoding_format: "float" });
  expect(whole.map((one) => one.length)).toEqual([64, 64, 64]);
  // Without a format asked for the SDK asks for base64 and decodes it.
  expect(await embed({})).toEqual(whole);
  const short = await embed({ dimensions: 16 });
  expect(short.map((one) => one.length)).toEqual([16, 16, 16]);
  for (const [a, b, c] of [whole, short]) {
    expect(dot(a, a)).toBeCloseTo(1, 5);
    expect(dot(a, b)).toBeGreaterThan(dot(a, c) + 0.2);
  }
  const other = await client.embeddings.create({ model: "test-embedder-2", input: "Hi" });
  expect(other.data?.[0]?.embedding.length).toBe(96);
  await expect(
    client.embeddings.create({ model: "test-embedder-2", input: "Hi", dimensions: 48 }),
  ).rejects.toMatchObject({ status: 400 });
});

test("embeddings and models go wrong where that is asked for", async () => {
  const { counterpart, client } = await start();
  const embed = () =>
    client.embeddings.create({ model: "test-embedder", input: ["a cat", "a dog"] });
  const once = { on: "embeddings", times: 1 } as const;
  counterpart.script({ kind: "status", status: 500 }, { ...once, when: "dog" });
  await expect(embed()).rejects.toMatchObject({ status: 500 });
  counterpart.script({ kind: "truncated", text: "" }, once);
  expect((await embed()).data).toHaveLength(1);
  counterpart.script({ kind: "cut", text: "", afterCharacters: 20 }, once);
  await expect(embed()).rejects.toThrow();
  counterpart.script({ kind: "stall", text: "", afterCharacters: 0, ms: 60 }, once);
  const startedAt = performance.now();
  expect((await embed()).data).toHaveLength(2);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(57);
  counterpart.script({ kind: "reset" }, { on: "models" });
  await expect(client.models.list()).rejects.toThrow("Connection error");
});

test("Ollama's style asks for no key, ignores what it does not know, and refuses in its words", async () => {
  const { counterpart, client } = await start({ style: "ollama" }, "anything");
  const { status } = await postJson(counterpart, "/chat/completions", {
    model: "test-writer",
    messages: HI,
    options: { num_ctx: 8192 },
    stream_options: { include_usage: true },
  });
  expect(status).toBe(200);
  await expect(
    client.chat.completions.create({ model: "llama9", messages: HI }),
  ).rejects.toMatchObject({
    status: 404,
    code: null,
    type: "api_error",
    message: '404 model "llama9" not found, try pulling it first',
  });
  const { data } = await client.models.list();
  expect(data[0]).toEqual({
    id: "test-writer",
    object: "model",
    created: expect.any(Number),
    owned_by: "library",
  });
  const response = await fetch(`${counterpart.baseUrl}/responses`, { method: "POST" });
  expect([response.status, await response.text()]).toEqual([404, "404 page not found"]);
  const reply = await generate(client, { api: "chat", stream: true, input: "Hi" });
  expect(reply).toMatchObject({ text: "OK", finish: "stop", usage: { output: 1 } });
});

test("an API that is not offered is not found", async () => {
  const { client } = await start({ apis: ["chat"] });
  await expect(
    client.responses.create({ model: "test-writer", input: "Hi" }),
  ).rejects.toMatchObject({
    status: 404,
    message: "404 Invalid URL (POST /v1/responses)",
  });
});

test("the runnable one is driven over HTTP, and ends when asked", async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), "--port", "0"]);
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  const baseURL = /http:\S+/.exec(String(said))?.[0] ?? "";
  expect(String(said)).toMatch(/Key\s+test-key/);
  const control = async (path: string, body?: object) => {
    const method = body === undefined ? "GET" : "POST";
    const response = await fetch(new URL(`/_control/${path}`, baseURL), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { "content-type": "application/json" },
    });
    return { status: response.status, value: (await response.json()) as unknown };
  };
  const client = new OpenAI({ baseURL, apiKey: "test-key", maxRetries: 0, logLevel: "off" });
  const ask = async () => (await generate(client, { api: "chat", stream: true, input: "Hi" })).text;
  const behaviour = { kind: "answer", text: "Scripted" };
  expect((await control("script", { behaviour, when: "/^\\s*hi$/i", times: 1 })).status).toBe(200);
  expect([await ask(), await ask()]).toEqual(["Scripted", "OK"]);
  expect((await control("script", { behaviour: { kind: "explode" } })).status).toBe(400);
  expect((await control("requests")).value).toMatchObject([
    { path: "/v1/chat/completions", body: { messages: HI } },
    {},
  ]);
  await control("script", { behaviour });
  expect((await control("reset", {})).status).toBe(200);
  expect(await ask()).toBe("OK");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

function dot(a: readonly number[] = [], b: readonly number[] = []): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}
