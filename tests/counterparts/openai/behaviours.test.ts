import OpenAI, { APIConnectionError, APIError, RateLimitError } from "openai";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readStream } from "./checks/raw-client.ts";
import { generate, type Reply } from "./checks/sdk-client.ts";
import { type OpenAiCounterpart, startOpenAiCounterpart } from "./start-openai-counterpart.ts";

const TEXT = "Ten days a year [1]. Ask Ada Löwe 🦁 for more [2].";
const WAYS = (["responses", "chat"] as const).flatMap((api) =>
  [true, false].map((stream) => ({ api, stream })),
);

let counterpart: OpenAiCounterpart;
let client: OpenAI;
beforeAll(async () => {
  counterpart = await startOpenAiCounterpart();
  client = new OpenAI({
    baseURL: counterpart.baseUrl,
    apiKey: "test-key",
    maxRetries: 0,
    logLevel: "off",
  });
});
afterEach(() => counterpart.reset());
afterAll(() => counterpart.close());

describe.each(WAYS)("$api, streamed: $stream", (way) => {
  const ask = (input = "How many days?", onPiece?: (text: string) => void): Promise<Reply> =>
    generate(client, { ...way, input, onPiece });

  test("answer", async () => {
    counterpart.script({ kind: "answer", text: TEXT, chunkCharacters: 3 });
    const pieces: string[] = [];
    const reply = await ask(undefined, (piece) => pieces.push(piece));
    expect(reply).toMatchObject({ text: TEXT, refusal: "", finish: "stop" });
    expect(reply.usage).toEqual({ input: expect.any(Number), output: expect.any(Number) });
    expect(reply.usage?.output).toBeGreaterThan(5);
    if (way.stream) expect(pieces.length).toBe(Math.ceil([...TEXT].length / 3));
  });

  test("answer made of the prompt, at its pace", async () => {
    counterpart.script({
      kind: "answer",
      text: ({ question }) => question.toUpperCase(),
      firstTokenMs: 60,
      chunkMs: 20,
      chunkCharacters: 5,
    });
    const startedAt = performance.now();
    const { text } = await ask();
    expect(text).toBe("HOW MANY DAYS?");
    // Timers may fire a millisecond early.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(60 + 2 * 20 - 3);
  });

  test("status, with what the vendor says", async () => {
    counterpart.script({ kind: "status", status: 429, retryAfterSeconds: 7 }, { times: 1 });
    const error = await ask().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
    expect((error as APIError).headers?.get("retry-after")).toBe("7");
    expect((await ask()).text).toBe("OK");
  });

  test("status, with a body of its own", async () => {
    counterpart.script({ kind: "status", status: 503, body: "no healthy upstream" });
    await expect(ask()).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining("no healthy upstream"),
    });
  });

  test("cut", async () => {
    counterpart.script({ kind: "cut", text: TEXT, afterCharacters: 12 });
    let seen = "";
    await expect(
      ask(undefined, (piece) => {
        seen += piece;
      }),
    ).rejects.toThrow();
    if (way.stream) expect(seen).toBe(TEXT.slice(0, 12));
  });

  test("stall in the middle", async () => {
    counterpart.script({ kind: "stall", text: TEXT, afterCharacters: 12, ms: 120 });
    const at: { seen: string; ms: number }[] = [];
    let seen = "";
    const startedAt = performance.now();
    const { text } = await ask(undefined, (piece) => {
      seen += piece;
      at.push({ seen, ms: performance.now() - startedAt });
    });
    expect(text).toBe(TEXT);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(117);
    if (way.stream) expect(at.find((one) => one.seen === TEXT.slice(0, 12))?.ms).toBeLessThan(100);
  });

  test("stall before anything, given up", async () => {
    counterpart.script({ kind: "stall", text: TEXT, afterCharacters: 0, ms: 60_000 });
    const signal = AbortSignal.timeout(80);
    await expect(generate(client, { ...way, input: "Hi", signal })).rejects.toThrow(/abort/i);
    await expect.poll(() => counterpart.requests[0]?.abortedAt).toBeGreaterThan(0);
  });

  test("error within the stream", async () => {
    counterpart.script({ kind: "stream-error", text: TEXT, afterCharacters: 12 });
    await expect(ask()).rejects.toThrow(APIError);
  });

  test("refuse", async () => {
    counterpart.script({ kind: "refuse" });
    expect(await ask()).toMatchObject({ text: "", refusal: expect.stringMatching(/sorry/) });
  });

  test("empty", async () => {
    counterpart.script({ kind: "empty" });
    expect(await ask()).toMatchObject({ text: "", refusal: "", finish: "stop" });
  });

  test("garbage, by turns a page and broken JSON", async () => {
    counterpart.script({ kind: "garbage" });
    // A page where events are expected is, to the SDK, a stream of none.
    const first = await ask().catch(String);
    expect(first).not.toMatchObject({ finish: "stop" });
    await expect(ask()).rejects.toThrow(SyntaxError);
  });

  test("truncated", async () => {
    counterpart.script({ kind: "truncated", text: TEXT });
    expect(await ask()).toMatchObject({ text: TEXT, finish: "length" });
  });

  test("reset", async () => {
    counterpart.script({ kind: "reset" });
    await expect(ask()).rejects.toThrow(APIConnectionError);
  });

  test("a limit on tokens cuts the answer short", async () => {
    counterpart.script({ kind: "answer", text: "word ".repeat(100) });
    const reply = await generate(client, { ...way, input: "Hi", maxTokens: 16 });
    expect(reply.finish).toBe("length");
    expect(reply.text.length).toBe(64);
  });
});

test("a response can fail within its stream", async () => {
  const event = "response.failed";
  counterpart.script({ kind: "stream-error", text: TEXT, afterCharacters: 12, event });
  const stream = await client.responses.create({ model: "test-writer", input: "Hi", stream: true });
  const events = [];
  for await (const one of stream) events.push(one);
  expect(events.at(-1)).toMatchObject({ type: event, response: { status: "failed" } });
  expect(events.map((one) => one.sequence_number)).toEqual(events.map((_, index) => index));
});

test("streams end as each API ends them", async () => {
  const model = "test-writer";
  const messages = [{ role: "user", content: "Hi" }];
  const chat = await readStream(counterpart, "/chat/completions", { model, messages });
  expect(chat).toMatch(/\n\ndata: \[DONE\]\n\n$/);
  expect(chat).not.toContain('"usage"');
  const responses = await readStream(counterpart, "/responses", { model, input: "Hi" });
  expect(responses).toMatch(/\n\nevent: response\.completed\ndata: \{[^\n]*\}\n\n$/);
});

test("scripts hold for what they match, so often, the latest first", async () => {
  const ask = (input: string) => generate(client, { api: "chat", stream: false, input });
  counterpart.script({ kind: "answer", text: "any" });
  counterpart.script({ kind: "answer", text: "cats" }, { when: "cat" });
  counterpart.script({ kind: "answer", text: "once" }, { when: /CAT/gi, times: 1 });
  const asked = ["a cat", "a cat", "a dog", "a cat"];
  const said = [];
  for (const input of asked) said.push((await ask(input)).text);
  expect(said).toEqual(["once", "cats", "any", "cats"]);
  counterpart.reset();
  expect((await ask("a cat")).text).toBe("OK");
});

test("twenty answers at once do not mix", async () => {
  counterpart.script({ kind: "answer", text: ({ input }) => `You said: ${input}`, chunkMs: 1 });
  const inputs = Array.from({ length: 20 }, (_, index) => `This is message number ${index}`);
  const replies = await Promise.all(
    inputs.map((input) => generate(client, { api: "responses", stream: true, input })),
  );
  expect(replies.map(({ text }) => text)).toEqual(inputs.map((input) => `You said: ${input}`));
});
