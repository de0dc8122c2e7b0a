import { afterAll, beforeAll, expect, test } from "vitest";
import type { Behaviour } from "./behaviour.ts";
import {
  hasOfficialDescription,
  type OfficialDescription,
  readOfficialDescription,
} from "./checks/official-description.ts";
import { postJson, readEvents } from "./checks/raw-client.ts";
import { type VerdictCase, verdictCases } from "./checks/verdict-cases.ts";
import { CHAT_UNSUPPORTED, chatRequest } from "./requests/chat-request.ts";
import { embeddingsRequest } from "./requests/embeddings-request.ts";
import { RESPONSES_UNSUPPORTED, responsesRequest } from "./requests/responses-request.ts";
import { type OpenAiCounterpart, startOpenAiCounterpart } from "./start-openai-counterpart.ts";

const ABSENT = "no ../shared";
const REPLIES: Behaviour[] = [
  { kind: "answer", text: "Ten days [1]. Ask Ada [2]." },
  { kind: "refuse" },
  { kind: "empty" },
  { kind: "truncated", text: "Ten days and" },
];
const MODELS = ["test-writer", "test-reasoner"];

let counterpart: OpenAiCounterpart;
let official: OfficialDescription | undefined;
beforeAll(async () => {
  counterpart = await startOpenAiCounterpart();
  if (hasOfficialDescription()) official = await readOfficialDescription();
});
afterAll(() => counterpart.close());

function nameOf({ path, body, refusedAs }: VerdictCase): string {
  return `${path} ${JSON.stringify(body).slice(0, 150)} is ${refusedAs === undefined ? "taken" : "refused"}`;
}

test.each(verdictCases.map((one) => [nameOf(one), one] as const))("%s", async (_, one) => {
  const { status, value } = await postJson(counterpart, one.path, one.body);
  expect(status, JSON.stringify(value)).toBe(one.refusedAs === undefined ? 200 : 400);
  if (one.refusedAs !== undefined) {
    expect(value).toEqual({
      error: expect.objectContaining({ message: expect.any(String), code: one.refusedAs }),
    });
  }
});

test("the official description gives each of them the same verdict", ({ skip }) => {
  if (official === undefined) return skip(ABSENT);
  for (const one of verdictCases) {
    const body = JSON.parse(JSON.stringify(one.body));
    const errors = official.requestErrors(one.path, body);
    const refused = one.refusedAs !== undefined && one.beyondSchema === undefined;
    expect(errors.length > 0, `${nameOf(one)}: ${errors}`).toBe(refused);
  }
});

test("every parameter of the official description is taken or refused by name", ({ skip }) => {
  if (official === undefined) return skip(ABSENT);
  const known = (shape: object, unsupported: readonly string[]) =>
    [...Object.keys(shape), ...unsupported].sort();
  expect(known(chatRequest.shape, CHAT_UNSUPPORTED)).toEqual(
    official.parameters("CreateChatCompletionRequest"),
  );
  expect(known(responsesRequest.shape, RESPONSES_UNSUPPORTED)).toEqual(
    official.parameters("CreateResponse"),
  );
  expect(known(embeddingsRequest.shape, [])).toEqual(official.parameters("CreateEmbeddingRequest"));
});

test("whole replies are as the official description has them", async ({ skip }) => {
  if (official === undefined) return skip(ABSENT);
  for (const [path, body] of [
    ["/chat/completions", { messages: [{ role: "user", content: "Hi" }] }],
    ["/responses", { input: "Hi" }],
  ] as const) {
    for (const model of MODELS) {
      for (const behaviour of REPLIES) {
        counterpart.script(behaviour, { times: 1 });
        const { status, value } = await postJson(counterpart, path, { model, ...body });
        expect(status).toBe(200);
        expect(official.responseErrors("post", path, value), `${model} ${path}`).toEqual([]);
      }
    }
  }
  const input = ["Hi", "there"];
  const { value } = await postJson(counterpart, "/embeddings", { model: "test-embedder", input });
  expect(official.responseErrors("post", "/embeddings", value)).toEqual([]);
});

test("models are as the official description has them", async ({ skip }) => {
  if (official === undefined) return skip(ABSENT);
  const headers = { authorization: "Bearer test-key" };
  const list = await fetch(`${counterpart.baseUrl}/models`, { headers });
  expect(official.responseErrors("get", "/models", await list.json())).toEqual([]);
  const one = await fetch(`${counterpart.baseUrl}/models/test-old-writer`, { headers });
  expect(official.responseErrors("get", "/models/{model}", await one.json())).toEqual([]);
});

test("each event of a stream is as the official description has it", async ({ skip }) => {
  if (official === undefined) return skip(ABSENT);
  const text = "Ten days [1]. Ask Ada [2].";
  const broken: Behaviour = { kind: "stream-error", text, afterCharacters: 5 };
  const failed: Behaviour = { ...broken, event: "response.failed" };
  for (const model of MODELS) {
    for (const behaviour of [...REPLIES, broken, failed]) {
      counterpart.script(behaviour, { times: 1 });
      const events = await readEvents(counterpart, "/responses", { model, input: "Hi" });
      expect(events.length).toBeGreaterThan(4);
      for (const event of events) {
        expect(official.eventErrors(event), JSON.stringify(event)).toEqual([]);
      }
    }
    for (const behaviour of REPLIES) {
      counterpart.script(behaviour, { times: 1 });
      const chunks = await readEvents(counterpart, "/chat/completions", {
        model,
        messages: [{ role: "user", content: "Hi" }],
        stream_options: { include_usage: true },
      });
      expect(chunks.length).toBeGreaterThan(2);
      // The description's `usage` is an object only, although the endpoint says null before the end.
      for (const { usage, ...chunk } of chunks) {
        const checked = usage === null ? chunk : { usage, ...chunk };
        expect(official.chunkErrors(checked), JSON.stringify(chunk)).toEqual([]);
      }
    }
  }
});
