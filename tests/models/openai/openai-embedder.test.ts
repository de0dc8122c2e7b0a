import { afterEach, beforeAll, expect, test } from "vitest";
import { createOpenAiClient } from "../../../src/models/openai/openai-client.ts";
import {
  createOpenAiEmbedder,
  type OpenAiEmbedderOptions,
} from "../../../src/models/openai/openai-embedder.ts";
import {
  type OpenAiCounterpart,
  startOpenAiCounterpart,
} from "../../counterparts/openai/start-openai-counterpart.ts";
import { faultOf, startServer } from "./generate-text.ts";

let endpoint: OpenAiCounterpart;

beforeAll(async () => {
  endpoint = await startOpenAiCounterpart();
  return () => endpoint.close();
});

afterEach(() => endpoint.reset());

function open(options: Partial<OpenAiEmbedderOptions> = {}, baseUrl = endpoint.baseUrl) {
  const client = createOpenAiClient({ baseUrl, apiKey: "test-key", maxRetries: 0 });
  return createOpenAiEmbedder({ client, model: "test-embedder", ...options });
}

function asked(at = 0): { input: string[]; dimensions?: number; encoding_format?: string } {
  return endpoint.requests[at]?.body as { input: string[] };
}

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return (a ?? new Float32Array()).reduce((sum, number, at) => sum + number * (b?.[at] ?? 0), 0);
}

async function faultIn(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "none",
    (error: unknown) => faultOf({ error }),
  );
}

/** An endpoint that answers with what `reply` makes of the texts; null stands for a refusal. */
async function embedAt(
  reply: (input: string[]) => unknown,
  work: (baseUrl: string) => Promise<void>,
) {
  const server = await startServer(async (request, response) => {
    const { input } = JSON.parse(Buffer.concat(await request.toArray()).toString());
    const body = reply(input);
    response.writeHead(body === null ? 400 : 200, { "content-type": "application/json" });
    const message = "This model's maximum context length is 512 tokens.";
    response.end(JSON.stringify(body ?? { error: { message } }));
  });
  try {
    await work(`${server.origin}/v1`);
  } finally {
    await server.close();
  }
}

test("vectors are of unit length, one for each text, alike for like texts", async () => {
  const embedder = open();
  expect(embedder.dimensions).toBeUndefined();
  const vectors = await embedder.embed(
    ["thirty days of leave", "days of leave", "toner"],
    "passage",
  );
  expect(vectors.map(({ length }) => length)).toEqual([64, 64, 64]);
  expect(embedder.dimensions).toBe(64);
  for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
  const [leave, days, toner] = vectors;
  expect(cosine(leave, days)).toBeGreaterThan(cosine(leave, toner));
  // Base64, the SDK's default, is Greek to many servers.
  expect(asked().encoding_format).toBe("float");
});

test("dimensions are asked for, and part of the name", async () => {
  const embedder = open({ dimensions: 32 });
  expect([embedder.id, embedder.dimensions]).toEqual(["openai/test-embedder@32", 32]);
  const [vector] = await embedder.embed(["a"], "query");
  expect(vector).toHaveLength(32);
  expect(cosine(vector, vector)).toBeCloseTo(1, 5);
  expect(open().id).toBe("openai/test-embedder");
});

test("an endpoint that ignores the dimensions is found out", async () => {
  await embedAt(
    (input) => ({ data: input.map((_, index) => ({ index, embedding: [1, 2, 3] })) }),
    async (baseUrl) => {
      const fault = await faultIn(open({ dimensions: 2 }, baseUrl).embed(["a"], "query"));
      expect(fault).toMatch(/^invalid: .*3 numbers, not 2: unset FOOTNOTE_EMBEDDING_DIMENSIONS/);
    },
  );
});

test("a model that is exchanged behind its name is found out", async () => {
  let length = 3;
  await embedAt(
    (input) => ({ data: input.map((_, index) => ({ index, embedding: Array(length).fill(1) })) }),
    async (baseUrl) => {
      const embedder = open({}, baseUrl);
      await embedder.embed(["a"], "query");
      length = 4;
      expect(await faultIn(embedder.embed(["a"], "query"))).toMatch(/^invalid: .*4 numbers, not 3/);
    },
  );
});

test("vectors come in the texts' order, whatever order they were sent in", async () => {
  await embedAt(
    (input) => ({
      data: input.map((text, index) => ({ index, embedding: [Number(text), 1] })).toReversed(),
    }),
    async (baseUrl) => {
      const vectors = await open({}, baseUrl).embed(["1", "2", "3"], "passage");
      expect(vectors.map(([x, y]) => Math.round((x ?? 0) / (y ?? 1)))).toEqual([1, 2, 3]);
      for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    },
  );
});

test.each([
  ["one too few", [{ index: 0, embedding: [1] }], /a vector too few/],
  [
    "one twice",
    [
      { index: 0, embedding: [1] },
      { index: 0, embedding: [1] },
    ],
    /a vector too few/,
  ],
  ["one too many", [0, 1, 2].map((index) => ({ index, embedding: [1] })), /a vector too many/],
  [
    "several lengths",
    [
      { index: 0, embedding: [1] },
      { index: 1, embedding: [1, 2] },
    ],
    /several lengths/,
  ],
  [
    "holes",
    [
      { index: 0, embedding: [1] },
      { index: 1, embedding: [null] },
    ],
    /does not speak/,
  ],
  ["no list", "sorry", /does not speak this API: check OPENAI_BASE_URL/],
])("a reply with %s is refused", async (_name, data, fault) => {
  await embedAt(
    () => ({ data }),
    async (baseUrl) => {
      const said = await faultIn(open({}, baseUrl).embed(["a", "b"], "passage"));
      expect(said).toMatch(/^invalid: /);
      expect(said).toMatch(fault);
    },
  );
});

test("requests stay below 300,000 tokens, and no text is sent longer than 8,192", async () => {
  // About 8,000 tokens each by any count, and one that is far too long.
  const texts = [...Array(60).fill("x9 ".repeat(4_000)), "🙂é".repeat(20_000)];
  const vectors = await open().embed(texts, "passage");
  expect(vectors).toHaveLength(61);
  expect(endpoint.requests.length).toBeGreaterThan(1);
  for (const at of endpoint.requests.keys()) {
    const characters = asked(at).input.reduce((sum, text) => sum + text.length, 0);
    expect(characters).toBeLessThan(600_000);
  }
  const longest = asked(endpoint.requests.length - 1).input.at(-1) ?? "";
  expect(longest.isWellFormed()).toBe(true);
  expect(longest.length).toBeGreaterThan(2_000);
  expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(8_192);
});

test("no more than 2,048 texts go in one request", async () => {
  await embedAt(
    (input) => {
      expect(input.length).toBeLessThanOrEqual(2_048);
      return { data: input.map((text, index) => ({ index, embedding: [Number(text), 1] })) };
    },
    async (baseUrl) => {
      const vectors = await open({}, baseUrl).embed(
        Array.from({ length: 5_000 }, (_, at) => String(at)),
        "passage",
      );
      expect(vectors).toHaveLength(5_000);
      const [x = 0, y = 1] = vectors[4_999] ?? [];
      expect(Math.round(x / y / 10)).toBe(500);
    },
  );
});

test("odd texts are made fit to be embedded", async () => {
  const vectors = await open().embed(["", " \n ", "half a \ud83d smiley"], "passage");
  for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
  expect(asked().input).toEqual(["?", "?", "half a \ufffd smiley"]);
});

test("a window that is shorter than OpenAI's is found and remembered", async () => {
  const lengths: number[] = [];
  await embedAt(
    (input) => {
      const [text = ""] = input;
      lengths.push(text.length);
      return text.length > 1_500 ? null : { data: [{ index: 0, embedding: [1] }] };
    },
    async (baseUrl) => {
      const embedder = open({}, baseUrl);
      await embedder.embed(["word ".repeat(600)], "passage");
      const tries = lengths.length;
      await embedder.embed(["word ".repeat(600)], "passage");
      expect(lengths).toHaveLength(tries + 1);
      expect(lengths.at(-1)).toBeGreaterThan(1_000);
    },
  );
});

test("a model's prefixes are put before the texts, or one's own", async () => {
  const nomic = await startOpenAiCounterpart({
    models: [{ id: "nomic-embed-text", kind: "embedding", dimensions: 64 }],
    style: "ollama",
  });
  const inputs = () => nomic.requests.map(({ body }) => (body as { input: string[] }).input[0]);
  try {
    const model = "nomic-embed-text";
    const known = open({ model }, nomic.baseUrl);
    await known.embed(["how many?"], "query");
    await known.embed(["30 days"], "passage");
    const own = open({ model, queryPrefix: "q: ", passagePrefix: "p: " }, nomic.baseUrl);
    await own.embed(["how many?"], "query");
    await own.embed(["30 days"], "passage");
    expect(inputs()).toEqual([
      "search_query: how many?",
      "search_document: 30 days",
      "q: how many?",
      "p: 30 days",
    ]);
    // Other vectors are stored under another name.
    expect(own.id).not.toBe(known.id);
    expect(open({ model, queryPrefix: "q: " }).id).toBe(known.id);
  } finally {
    await nomic.close();
  }
});

test("faults name the setting", async () => {
  expect(await faultIn(open({ model: "text-embeding" }).embed(["a"], "query"))).toMatch(
    /^not-found: .*no model "text-embeding": check FOOTNOTE_EMBEDDING_MODEL/,
  );
  endpoint.script({ kind: "status", status: 429, retryAfterSeconds: 30 }, { on: "embeddings" });
  expect(await faultIn(open().embed(["a"], "query"))).toMatch(/^rate-limited: /);
  for (const behaviour of ["reset", "garbage"] as const) {
    endpoint.reset();
    endpoint.script({ kind: behaviour }, { on: "embeddings" });
    expect(await faultIn(open().embed(["a"], "query"))).toMatch(/OPENAI_BASE_URL/);
  }
  endpoint.reset();
  endpoint.script({ kind: "cut", text: "", afterCharacters: 30 }, { on: "embeddings" });
  expect(await faultIn(open().embed(["a"], "query"))).toMatch(/^unavailable: /);
});

test("closing ends what runs, and nothing runs after it", async () => {
  endpoint.script({ kind: "stall", text: "", afterCharacters: 0, ms: 5_000 }, { on: "embeddings" });
  const embedder = open();
  const running = faultIn(embedder.embed(["a"], "query"));
  setTimeout(() => embedder.close(), 50);
  expect(await running).toMatch(/^unavailable: .*closed/);
  expect(await faultIn(embedder.embed(["a"], "query"))).toMatch(/^unavailable: .*closed/);
});
