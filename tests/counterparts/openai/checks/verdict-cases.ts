/** A request body, and whether the endpoint takes it. */
export interface VerdictCase {
  path: "/chat/completions" | "/responses" | "/embeddings";
  body: object;
  /** The vendor's error code, or null for an error without one; absent where it is taken. */
  refusedAs?: string | null;
  /** What is true of the real endpoint but not written in the schema of its description. */
  beyondSchema?: string;
}

const HI = [{ role: "user", content: "Hi" }];
const CHAT = { model: "test-writer", messages: HI };
const RESPONSE = { model: "test-writer", input: "Hi" };
const EMBEDDING = { model: "test-embedder", input: "Hi" };
const STRICTER = "the schema lets every further property pass, the endpoint does not";
const REQUIRED = "the schema requires nothing, the endpoint does";
const SCHEMA = { type: "object", properties: {}, additionalProperties: false };

function chat(more: object, refusedAs?: string | null, beyondSchema?: string): VerdictCase {
  return verdict("/chat/completions", { ...CHAT, ...more }, refusedAs, beyondSchema);
}

function response(more: object, refusedAs?: string | null, beyondSchema?: string): VerdictCase {
  return verdict("/responses", { ...RESPONSE, ...more }, refusedAs, beyondSchema);
}

function embedding(more: object, refusedAs?: string | null, beyondSchema?: string): VerdictCase {
  return verdict("/embeddings", { ...EMBEDDING, ...more }, refusedAs, beyondSchema);
}

function verdict(
  path: VerdictCase["path"],
  body: object,
  refusedAs: string | null | undefined,
  beyondSchema: string | undefined,
): VerdictCase {
  return {
    path,
    body,
    ...(refusedAs === undefined ? {} : { refusedAs }),
    ...(beyondSchema === undefined ? {} : { beyondSchema }),
  };
}

const chatCases = [
  chat({}),
  chat({ temperature: 0, top_p: 1, max_completion_tokens: 100, stop: ["\n\n"], seed: 7 }),
  chat({ temperature: null, stream: null, response_format: { type: "text" }, n: 2 }),
  chat({ stream: false, stream_options: { include_usage: true } }, null, "only where it streams"),
  chat({
    messages: [
      { role: "system", content: "Be brief." },
      { role: "developer", content: [{ type: "text", text: "Be kind." }] },
      { role: "assistant", content: "Hello", refusal: null },
      { role: "user", content: [{ type: "text", text: "Hi" }], name: "ada" },
    ],
  }),
  chat({ response_format: { type: "json_schema", json_schema: { name: "a", schema: SCHEMA } } }),
  chat({ reasoning_effort: "low", verbosity: "low", metadata: { team: "a" }, user: "u" }),
  chat({ messages: [] }, "empty_array"),
  chat({ messages: undefined }, "missing_required_parameter"),
  chat({ model: undefined }, "missing_required_parameter"),
  chat({ model: 5 }, "invalid_type"),
  chat({ messages: "Hi" }, "invalid_type"),
  chat({ messages: [{ role: "user" }] }, "missing_required_parameter"),
  chat({ messages: [{ role: "user", content: 5 }] }, "invalid_type"),
  chat({ messages: [{ role: "user", content: [] }] }, "empty_array"),
  chat({ messages: [{ role: "boss", content: "Hi" }] }, "invalid_value"),
  chat({ temperature: "hot" }, "invalid_type"),
  chat({ temperature: 2.1 }, "decimal_above_max_value"),
  chat({ temperature: -0.1 }, "decimal_below_min_value"),
  chat({ top_p: 1.5 }, "decimal_above_max_value"),
  chat({ n: 0 }, "integer_below_min_value"),
  chat({ max_completion_tokens: 1.5 }, "invalid_type"),
  chat({ max_tokens: 0 }, "integer_below_min_value", "a reply of no token is refused"),
  chat({ stream: "yes" }, "invalid_type"),
  chat({ stop: ["1", "2", "3", "4", "5"] }, "array_above_max_length"),
  chat({ presence_penalty: -3 }, "decimal_below_min_value"),
  chat({ response_format: { type: "yaml" } }, "invalid_value"),
  chat({ response_format: { type: "json_schema" } }, "missing_required_parameter"),
  chat({ reasoning_effort: "huge" }, "invalid_value"),
  chat({ metadata: { team: 5 } }, "invalid_type"),
  chat({ max_output_tokens: 100 }, "unknown_parameter", STRICTER),
  chat({ options: { num_ctx: 8192 } }, "unknown_parameter", STRICTER),
  chat({ messages: [{ role: "user", content: "Hi", id: 1 }] }, "unknown_parameter", STRICTER),
  chat(
    { response_format: { type: "json_object" } },
    null,
    "the word JSON must be said in the messages",
  ),
];

const responseCases = [
  response({}),
  response({ instructions: "Be brief.", max_output_tokens: 16, temperature: 2, store: false }),
  response({ input: [{ role: "user", content: [{ type: "input_text", text: "Hi" }] }] }),
  response({ input: [{ type: "message", role: "developer", content: "Hi" }], stream: null }),
  response({ text: { format: { type: "json_schema", name: "a", schema: SCHEMA, strict: true } } }),
  response({ reasoning: { effort: "low" }, truncation: "auto", metadata: { team: "a" } }),
  response({ input: undefined }, "missing_required_parameter", REQUIRED),
  response({ model: undefined }, "missing_required_parameter", REQUIRED),
  response({ input: [] }, "empty_array", REQUIRED),
  response({ input: 5 }, "invalid_type"),
  response({ input: [{ role: "user" }] }, "missing_required_parameter"),
  response({ input: [{ role: "boss", content: "Hi" }] }, "invalid_value"),
  response({ temperature: "hot" }, "invalid_type"),
  response({ temperature: 3 }, "decimal_above_max_value"),
  response({ top_p: -1 }, "decimal_below_min_value"),
  response({ max_output_tokens: 15 }, "integer_below_min_value"),
  response({ max_output_tokens: "many" }, "invalid_type"),
  response({ stream: 1 }, "invalid_type"),
  response({ instructions: ["Be brief."] }, "invalid_type"),
  response({ truncation: "some" }, "invalid_value"),
  response({ text: { format: { type: "json_schema", name: "a" } } }, "missing_required_parameter"),
  response({ reasoning: { effort: "huge" } }, "invalid_value"),
  response({ messages: HI }, "unknown_parameter", STRICTER),
  response({ max_tokens: 100 }, "unknown_parameter", STRICTER),
  response({ stream_options: { include_usage: true } }, "unknown_parameter", STRICTER),
];

const embeddingCases = [
  embedding({}),
  embedding({ input: ["Hi", "there"], dimensions: 8, encoding_format: "base64", user: "u" }),
  embedding({ input: [1, 2, 3] }),
  embedding({ input: [[1, 2], [3]] }),
  embedding({ input: undefined }, "missing_required_parameter"),
  embedding({ model: undefined }, "missing_required_parameter"),
  embedding({ input: [] }, "empty_array"),
  embedding({ input: 5 }, "invalid_type"),
  embedding({ input: ["Hi", 5] }, "invalid_type"),
  embedding({ input: null }, "invalid_type"),
  embedding({ input: [[]] }, "empty_array"),
  embedding({ input: Array(2049).fill("Hi") }, "array_above_max_length"),
  embedding({ dimensions: 0 }, "integer_below_min_value"),
  embedding({ dimensions: 1.5 }, "invalid_type"),
  embedding({ encoding_format: "int8" }, "invalid_value"),
  embedding({ truncate: true }, "unknown_parameter"),
  embedding({ dimensions: 65 }, null, "the model has 64"),
  embedding({ input: "" }, "empty_string", "an empty text cannot be embedded"),
  embedding({ input: ["Hi", ""] }, "empty_string", "an empty text cannot be embedded"),
  embedding({ input: "a b ".repeat(9000) }, null, "8,192 tokens a text"),
  embedding(
    { input: Array(50).fill("word".repeat(7000)) },
    "max_tokens_per_request",
    "300,000 tokens in sum",
  ),
];

export const verdictCases: readonly VerdictCase[] = [
  ...chatCases,
  ...responseCases,
  ...embeddingCases,
];
