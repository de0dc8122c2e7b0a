import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { createOpenAiClient } from "../../../src/models/openai/openai-client.ts";
import {
  type OpenAiCounterpart,
  startOpenAiCounterpart,
} from "../../counterparts/openai/start-openai-counterpart.ts";
import { faultOf, generateText, openModel, startServer } from "./generate-text.ts";

let endpoint: OpenAiCounterpart;

beforeAll(async () => {
  endpoint = await startOpenAiCounterpart();
  return () => endpoint.close();
});

afterEach(() => endpoint.reset());

describe("asking again", () => {
  test("waits as long as it is asked to, then goes on", async () => {
    endpoint.script({ kind: "answer", text: "Yes [1]." });
    endpoint.script({ kind: "status", status: 429, retryAfterSeconds: 1 }, { times: 1 });
    const { text } = await generateText(openModel(endpoint.baseUrl, { maxRetries: 2 }));
    expect(text).toBe("Yes [1].");
    const [first, second] = endpoint.requests.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(990);
  });

  test("a pause longer than a person waits is passed on instead", async () => {
    endpoint.script({ kind: "status", status: 429, retryAfterSeconds: 45 });
    const generated = await generateText(openModel(endpoint.baseUrl, { maxRetries: 2 }));
    expect(faultOf(generated)).toMatch(/^rate-limited: .*more requests than it allows/);
    expect(generated.error).toMatchObject({ retryAfterMs: 45_000 });
    expect(endpoint.requests).toHaveLength(1);
  });

  test("a failure that passes is not seen, one that stays is", async () => {
    endpoint.script({ kind: "answer", text: "Yes [1]." });
    endpoint.script({ kind: "status", status: 503 }, { times: 1 });
    const model = openModel(endpoint.baseUrl, { maxRetries: 1 });
    expect((await generateText(model)).text).toBe("Yes [1].");
    endpoint.reset();
    endpoint.script({ kind: "status", status: 503 });
    expect(faultOf(await generateText(model))).toMatch(/^unavailable: .*failed \(503/);
    expect(endpoint.requests).toHaveLength(2);
  });
});

describe("each mistake in the settings is one sentence that names the setting", () => {
  test("a wrong key, which is never repeated", async () => {
    const generated = await generateText(openModel(endpoint.baseUrl, { apiKey: "sk-wrong-42" }));
    expect(faultOf(generated)).toMatch(
      /^unauthorized: .* refused the key: check OPENAI_API_KEY\.$/,
    );
    expect(
      JSON.stringify(generated.error, Object.getOwnPropertyNames(generated.error)),
    ).not.toMatch(/sk-wrong|wrong-42/);
  });

  test("no key", async () => {
    const client = createOpenAiClient({ baseUrl: endpoint.baseUrl });
    const fault = faultOf(await generateText(openModel(endpoint.baseUrl, { client })));
    expect(fault).toMatch(/^unauthorized: .* asks for a key: set OPENAI_API_KEY\.$/);
    expect(() => createOpenAiClient({})).toThrow(/api\.openai\.com asks for OPENAI_API_KEY/);
  });

  test("a key that cannot be one is not sent, nor said", () => {
    const open = () => createOpenAiClient({ baseUrl: endpoint.baseUrl, apiKey: "sk-é" });
    expect(open).toThrow("OPENAI_API_KEY holds a character that no key has.");
  });

  test.each(["responses", "chat"] as const)("an unknown model, through %s", async (api) => {
    const model = openModel(endpoint.baseUrl, {
      api,
      model: "gtp-5",
      setting: "FOOTNOTE_CHECK_MODEL",
    });
    expect(faultOf(await generateText(model))).toMatch(
      /^not-found: .* has no model "gtp-5": check FOOTNOTE_CHECK_MODEL\.$/,
    );
  });

  test("an unknown model at Ollama, and not for want of a route", async () => {
    const ollama = await startOpenAiCounterpart({ style: "ollama" });
    try {
      const fault = faultOf(await generateText(openModel(ollama.baseUrl, { model: "lama3" })));
      expect(fault).toMatch(
        /has no model "lama3": check FOOTNOTE_MODEL, or run: ollama pull lama3/,
      );
      expect(ollama.requests).toHaveLength(1);
    } finally {
      await ollama.close();
    }
  });

  test.each(["", "/v2/wrong"])("a base URL with %j in place of /v1", async (path) => {
    const fault = faultOf(await generateText(openModel(endpoint.baseUrl.replace("/v1", path))));
    expect(fault).toMatch(
      /^not-found: .*does not offer this API: OPENAI_BASE_URL usually ends in \/v1\.$/,
    );
  });

  test("a base URL of a web site", async () => {
    const site = await startServer((_request, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end("<!doctype html><title>Welcome</title>");
    });
    try {
      const fault = faultOf(await generateText(openModel(site.origin)));
      expect(fault).toMatch(/^invalid: .* does not speak this API: check OPENAI_BASE_URL\.$/);
    } finally {
      await site.close();
    }
  });

  test("a base URL where nothing listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const fault = faultOf(await generateText(openModel(`http://127.0.0.1:${port}/v1`)));
    expect(fault).toBe(
      `unavailable: 127.0.0.1:${port} cannot be reached (ECONNREFUSED): check OPENAI_BASE_URL and that the server runs.`,
    );
  });

  test("a base URL that is none", () => {
    expect(() => createOpenAiClient({ baseUrl: "localhost:11434" })).toThrow(/OPENAI_BASE_URL/);
    expect(() => createOpenAiClient({ baseUrl: "ollama" })).toThrow(/OPENAI_BASE_URL/);
  });
});

test.each([
  [
    429,
    { code: "insufficient_quota", type: "insufficient_quota" },
    /^rate-limited: The quota.*billing/,
  ],
  [403, { code: "forbidden" }, /^forbidden: .*OPENAI_API_KEY and FOOTNOTE_MODEL/],
  [400, { code: "context_length_exceeded" }, /^invalid: .*lower FOOTNOTE_CONTEXT_TOKENS/],
  [400, { code: "content_filter" }, /^invalid: The content filter/],
  [400, { code: "odd_thing", param: "input" }, /^invalid: .*\(400, odd_thing, input\)\.$/],
])("%i %j, without the vendor's own words", async (status, error, fault) => {
  const body = JSON.stringify({
    error: { ...error, message: "About your question: How many days?" },
  });
  endpoint.script({ kind: "status", status, body });
  const said = faultOf(await generateText(openModel(endpoint.baseUrl)));
  expect(said).toMatch(fault);
  expect(said).not.toContain("How many");
});
