import type { OpenAI } from "openai";
import type { Prompt } from "../../models.ts";
import { notThisApi } from "../translate-openai-error.ts";
import type { RequestSettings } from "./request-settings.ts";

export interface ReplyRequest {
  client: OpenAI;
  model: string;
  prompt: Prompt;
  maxTokens: number;
  settings: RequestSettings;
  signal: AbortSignal;
}

/** What either API says while it answers; a stream without `ended` was cut off. */
export type ReplyEvent =
  | { kind: "text"; text: string }
  /** Thoughts go apart from the text. */
  | { kind: "reasoning" }
  | { kind: "refused" }
  | { kind: "ended"; by: "itself" | "limit" | "filter" }
  | { kind: "usage"; inputTokens: number; outputTokens: number; reasoningTokens: number };

/** Opens a reply; what goes wrong before it begins is thrown as the SDK's error. */
export type OpenReply = (request: ReplyRequest) => Promise<AsyncIterable<ReplyEvent>>;

/**
 * What a server answers that was asked for events and sends none: its whole reply as JSON, or
 * undefined for events. A web page that answers 200 would pass for an empty stream.
 * @throws ModelError
 */
export async function readWithoutEvents(
  response: Response,
  controller: AbortController,
  client: OpenAI,
): Promise<unknown> {
  const type = response.headers.get("content-type") ?? "text/event-stream";
  if (!/html|json|xml/i.test(type)) return undefined;
  const whole: unknown = /json/i.test(type) ? await response.json().catch(() => null) : null;
  if (typeof whole === "object" && whole !== null) return whole;
  controller.abort();
  throw notThisApi(client);
}

/** A server may count nothing, or something else than numbers. */
export function usageEvent(input: unknown, output: unknown, reasoning: unknown): ReplyEvent[] {
  if (typeof input !== "number" || typeof output !== "number") return [];
  const reasoningTokens = typeof reasoning === "number" ? reasoning : 0;
  return [{ kind: "usage", inputTokens: input, outputTokens: output, reasoningTokens }];
}
