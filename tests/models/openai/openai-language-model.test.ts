import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  type OpenAiCounterpart,
  startOpenAiCounterpart,
} from "../../counterparts/openai/start-openai-counterpart.ts";
import {
  faultOf,
  generateText,
  openModel,
  prompt,
  startServer,
  streamChat,
} from "./generate-text.ts";

const ANSWER = "You have 30 days of leave [1].\nThey expire in March [2].";

let endpoint: OpenAiCounterpart;

beforeAll(async () => {
  endpoint = await startOpenAiCounterpart();
  return () => endpoint.close();
});

afterEach(() => endpoint.reset());

function bodies(): Record<string, unknown>[] {
  return endpoint.requests.map(({ body }) => body as Record<string, unknown>);
}

describe.each(["responses", "chat"] as const)("through %s", (api) => {
  const open = (options = {}) => openModel(endpoint.baseUrl, { api, ...options });

  test("a reply comes piece by piece, whole, with what it cost", async () => {
    endpoint.script({ kind: "answer", text: ANSWER, chunkCharacters: 7 });
    const { text, pieces, usage, error } = await generateText(open());
    expect(error).toBeUndefined();
    expect(text).toBe(ANSWER);
    expect(pieces.length).toBeGreaterThan(5);
    expect(usage).toHaveLength(1);
    expect(usage[0]?.inputTokens).toBeGreaterThan(0);
    expect(usage[0]?.outputTokens).toBeGreaterThan(5);
  });

  test("a piece is there as soon as it was sent", async () => {
    endpoint.script({ kind: "answer", text: ANSWER, chunkMs: 30, chunkCharacters: 20 });
    const started = performance.now();
    const times: number[] = [];
    const signal = new AbortController().signal;
    for await (const _ of open().generate(prompt, { maxTokens: 100, signal })) {
      times.push(performance.now() - started);
    }
    expect(times.at(0)).toBeLessThan((times.at(-1) ?? 0) - 30);
  });

  test("a reasoner gets other parameters, at once from the second call on, and room to think", async () => {
    endpoint.script({ kind: "answer", text: ANSWER });
    const model = open({ model: "test-reasoner" });
    expect((await generateText(model)).text).toBe(ANSWER);
    const tries = endpoint.requests.length;
    expect(tries).toBeGreaterThan(1);
    expect((await generateText(model)).text).toBe(ANSWER);
    expect(endpoint.requests).toHaveLength(tries + 1);
    const { temperature, max_tokens, ...last } = bodies().at(-1) ?? {};
    expect([temperature, max_tokens]).toEqual([undefined, undefined]);
    expect(last.max_output_tokens ?? last.max_completion_tokens).toBe(200 + 4_096);
  });

  test.each([
    [{ kind: "refuse" }, /^invalid: .*refused/],
    [{ kind: "empty" }, /^invalid: .*empty/],
    [{ kind: "truncated", text: "You have 30" }, /^invalid: .*cut at the limit of 200 tokens/],
    [{ kind: "cut", text: ANSWER, afterCharacters: 20 }, /^unavailable: .*cut/],
    [{ kind: "stream-error", text: ANSWER, afterCharacters: 20 }, /^unavailable: .*failed/],
    [{ kind: "reset" }, /^unavailable: .*cannot be reached.*OPENAI_BASE_URL/],
    [{ kind: "status", status: 500 }, /^unavailable: .*failed \(500/],
  ] as const)("%j is a fault", async (behaviour, fault) => {
    endpoint.script(behaviour);
    const generated = await generateText(open());
    expect(faultOf(generated)).toMatch(fault);
    expect(ANSWER.startsWith(generated.text)).toBe(true);
    // The counterpart is well again: nothing bad was remembered.
    endpoint.reset();
    endpoint.script({ kind: "answer", text: ANSWER });
    expect((await generateText(open())).text).toBe(ANSWER);
  });

  test("a web page and broken JSON are no replies", async () => {
    endpoint.script({ kind: "garbage" });
    for (let turn = 0; turn < 2; turn += 1) {
      const fault = faultOf(await generateText(open()));
      expect(fault).toMatch(/^invalid: .* does not speak this API: check OPENAI_BASE_URL/);
    }
  });

  test("what was cut off or stopped is paid for all the same", async () => {
    endpoint.script({ kind: "cut", text: ANSWER, afterCharacters: 40 });
    const { usage } = await generateText(open());
    expect(usage).toHaveLength(1);
    expect(usage[0]?.outputTokens).toBeGreaterThan(0);
  });

  test("aborting closes the request, before the first piece and after it", async () => {
    for (const afterCharacters of [0, 20]) {
      endpoint.reset();
      endpoint.script({ kind: "stall", text: ANSWER, afterCharacters, ms: 5_000 });
      const reason = new Error("nobody listens");
      const abort = new AbortController();
      setTimeout(() => abort.abort(reason), 100);
      const started = performance.now();
      const { error } = await generateText(open(), { signal: abort.signal });
      expect(error).toBe(reason);
      expect(performance.now() - started).toBeLessThan(1_000);
      await vi.waitFor(() => expect(endpoint.requests[0]?.abortedAt).toBeDefined());
    }
  });

  test("a reader who leaves closes the request", async () => {
    endpoint.script({ kind: "stall", text: ANSWER, afterCharacters: 20, ms: 5_000 });
    const signal = new AbortController().signal;
    for await (const _ of open().generate(prompt, { maxTokens: 100, signal })) break;
    await vi.waitFor(() => expect(endpoint.requests[0]?.abortedAt).toBeDefined());
  });
});

test("nothing is kept by the vendor, and chance is left out", async () => {
  endpoint.script({ kind: "answer", text: ANSWER });
  await generateText(openModel(endpoint.baseUrl, { api: "responses" }));
  expect(bodies()[0]).toMatchObject({ store: false, temperature: 0, max_output_tokens: 200 });
});

test.each([
  ["responses", "chat"],
  ["chat", "responses"],
] as const)("an endpoint with %s alone is found, and remembered", async (offered, missing) => {
  const other = await startOpenAiCounterpart({ apis: [offered] });
  try {
    other.script({ kind: "answer", text: ANSWER });
    const model = openModel(other.baseUrl);
    expect(model.api).toBeUndefined();
    for (let turn = 0; turn < 2; turn += 1) expect((await generateText(model)).text).toBe(ANSWER);
    expect(model.api).toBe(offered);
    expect(other.requests.length).toBeLessThanOrEqual(3);
    const insisting = openModel(other.baseUrl, { api: missing });
    expect(faultOf(await generateText(insisting))).toMatch(
      /^not-found: .*does not offer this API: check OPENAI_BASE_URL and FOOTNOTE_MODEL_API/,
    );
  } finally {
    await other.close();
  }
});

test("an endpoint that is strict about a parameter gets it no more", async () => {
  const asked: Record<string, unknown>[] = [];
  const server = await startServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    asked.push(body);
    if (body.stream_options === undefined) return streamChat([ANSWER])(request, response);
    const detail = [
      {
        type: "extra_forbidden",
        loc: ["body", "stream_options"],
        msg: "Extra inputs are not permitted",
      },
    ];
    response.writeHead(422, { "content-type": "application/json" });
    return response.end(JSON.stringify({ detail }));
  });
  try {
    const { text, usage } = await generateText(openModel(`${server.origin}/v1`));
    expect(text).toBe(ANSWER);
    expect(asked).toHaveLength(2);
    // It counts nothing, so we do.
    expect(usage[0]?.outputTokens).toBe(Math.ceil(ANSWER.length / 4));
  } finally {
    await server.close();
  }
});

test("a 400 that is about something else is not asked again", async () => {
  const error = {
    message: "max_tokens is too large: 4096 of 2048",
    param: "max_tokens",
    code: null,
  };
  endpoint.script({ kind: "status", status: 400, body: JSON.stringify({ error }) });
  const fault = faultOf(await generateText(openModel(endpoint.baseUrl, { api: "chat" })));
  expect(fault).toMatch(/^invalid: /);
  expect(endpoint.requests).toHaveLength(1);
});

test("a model that spends all it may on thinking gets more, once", async () => {
  const limits: unknown[] = [];
  const server = await startServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    limits.push(body.max_tokens);
    const enough = body.max_tokens > 1_000;
    const pieces = enough ? ["<think>Hm.</think>", ANSWER] : ["<think>Hm", "mm"];
    streamChat(pieces, enough ? "stop" : "length")(request, response);
  });
  try {
    const model = openModel(`${server.origin}/v1`);
    const { text, usage } = await generateText(model);
    expect(text).toBe(ANSWER);
    expect(usage).toHaveLength(1);
    await generateText(model);
    expect(limits).toEqual([200, 4_296, 4_296]);
  } finally {
    await server.close();
  }
});

test("reasoning without its opening tag is a fault once, and kept back from then on", async () => {
  const server = await startServer(streamChat(["I wonder.\n", "</thi", "nk>\n\n", ANSWER]));
  try {
    const model = openModel(`${server.origin}/v1`);
    const first = await generateText(model);
    expect(faultOf(first)).toMatch(/^invalid: .*reasoning/);
    expect(first.text).not.toContain("</");
    expect((await generateText(model)).text).toBe(ANSWER);
    const known = openModel(`${server.origin}/v1`, { model: "qwq:32b" });
    expect((await generateText(known)).text).toBe(ANSWER);
  } finally {
    await server.close();
  }
});

test("a stream without a word of its end is whole where its text is, and cut off elsewhere", async () => {
  for (const [text, isWhole] of [
    ["Ten days [1].", true],
    ["Ten days [1]", true],
    ["Ten days [1]. And th", false],
  ] as const) {
    const server = await startServer(streamChat([text], ""));
    try {
      const result = await generateText(openModel(`${server.origin}/v1`));
      if (isWhole) expect(result.text).toBe(text);
      else expect(faultOf(result)).toMatch(/^unavailable: .*cut off/);
    } finally {
      await server.close();
    }
  }
});

test.each([
  [
    "chat",
    {
      choices: [
        { index: 0, message: { role: "assistant", content: ANSWER }, finish_reason: "stop" },
      ],
      usage: { prompt_tokens: 7, completion_tokens: 3 },
    },
  ],
  [
    "responses",
    {
      status: "completed",
      output: [{ type: "message", content: [{ type: "output_text", text: ANSWER }] }],
      usage: { input_tokens: 7, output_tokens: 3 },
    },
  ],
] as const)("a %s server that streams to nobody is understood all the same", async (api, body) => {
  const server = await startServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(body));
  });
  try {
    const result = await generateText(openModel(`${server.origin}/v1`, { api }));
    expect(result.text).toBe(ANSWER);
  } finally {
    await server.close();
  }
});
