import { z } from "zod";

const reasoningEffort = z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]);
const serviceTier = z.enum(["auto", "default", "flex", "scale", "priority", "fast"]);
const textPart = z.strictObject({ type: z.literal("text"), text: z.string() });
const content = z.union([z.string(), z.array(textPart).min(1)]);
const name = z.string().optional();

const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("developer"), content, name }),
  z.strictObject({ role: z.literal("system"), content, name }),
  z.strictObject({ role: z.literal("user"), content, name }),
  z.strictObject({
    role: z.literal("assistant"),
    content: content.nullish(),
    refusal: z.string().nullish(),
    name,
  }),
  z.strictObject({ role: z.literal("tool"), content, tool_call_id: z.string() }),
]);

const responseFormat = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text") }),
  z.strictObject({ type: z.literal("json_object") }),
  z.strictObject({
    type: z.literal("json_schema"),
    json_schema: z.strictObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
      description: z.string().optional(),
      schema: z.record(z.string(), z.unknown()).optional(),
      strict: z.boolean().nullish(),
    }),
  }),
]);

/** What `POST /v1/chat/completions` may hold, for models that take and give text. */
export const chatRequest = z.strictObject({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z
    .strictObject({
      include_usage: z.boolean().optional(),
      include_obfuscation: z.boolean().optional(),
    })
    .nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  n: z.int().min(1).max(128).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  logit_bias: z.record(z.string(), z.int()).nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).min(1).max(4)]).nullish(),
  response_format: responseFormat.optional(),
  reasoning_effort: reasoningEffort.nullish(),
  verbosity: z.enum(["low", "medium", "high"]).nullish(),
  modalities: z.array(z.literal("text")).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  store: z.boolean().nullish(),
  user: z.string().optional(),
  safety_identifier: z.string().max(64).nullish(),
  prompt_cache_key: z.string().nullish(),
  prompt_cache_retention: z.enum(["in_memory", "24h"]).nullish(),
  service_tier: serviceTier.nullish(),
});

export type ChatRequest = z.infer<typeof chatRequest>;

/** What the vendor knows and our text models do not do; refused by name. */
export const CHAT_UNSUPPORTED: readonly string[] = [
  "audio",
  "function_call",
  "functions",
  "logprobs",
  "moderation",
  "parallel_tool_calls",
  "prediction",
  "prompt_cache_options",
  "tool_choice",
  "tools",
  "top_logprobs",
  "web_search_options",
];
