import { z } from "zod";

const effort = z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]);
const summary = z.enum(["auto", "concise", "detailed"]);

const textPart = z.strictObject({ type: z.literal("input_text"), text: z.string() });
const inputMessage = z.strictObject({
  type: z.literal("message").optional(),
  role: z.enum(["user", "assistant", "system", "developer"]),
  content: z.union([z.string(), z.array(textPart)]),
});

const format = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text") }),
  z.strictObject({ type: z.literal("json_object") }),
  z.strictObject({
    type: z.literal("json_schema"),
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    description: z.string().optional(),
    schema: z.record(z.string(), z.unknown()),
    strict: z.boolean().nullish(),
  }),
]);

/** What `POST /v1/responses` may hold, for models that take and give text. */
export const responsesRequest = z.strictObject({
  model: z.string(),
  input: z.union([z.string(), z.array(inputMessage).min(1)]),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_obfuscation: z.boolean().optional() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  text: z
    .strictObject({
      format: format.optional(),
      verbosity: z.enum(["low", "medium", "high"]).nullish(),
    })
    .optional(),
  reasoning: z.strictObject({ effort: effort.nullish(), summary: summary.nullish() }).nullish(),
  include: z.array(z.literal("reasoning.encrypted_content")).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  store: z.boolean().nullish(),
  truncation: z.enum(["auto", "disabled"]).nullish(),
  user: z.string().optional(),
  safety_identifier: z.string().max(64).nullish(),
  prompt_cache_key: z.string().nullish(),
  prompt_cache_retention: z.enum(["in_memory", "24h"]).nullish(),
  service_tier: z
    .enum(["auto", "default", "flex", "scale", "priority", "fast", "ultrafast"])
    .nullish(),
});

export type ResponsesRequest = z.infer<typeof responsesRequest>;

/** What the vendor knows and our text models do not do; refused by name. */
export const RESPONSES_UNSUPPORTED: readonly string[] = [
  "background",
  "context_management",
  "conversation",
  "max_tool_calls",
  "moderation",
  "previous_response_id",
  "prompt",
  "prompt_cache_options",
  "tool_choice",
  "tools",
  "top_logprobs",
];
