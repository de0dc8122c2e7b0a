import type { ReadPrompt } from "./behaviour.ts";
import type { Generation } from "./reply/generation.ts";
import type { Scripts } from "./scripts.ts";

export interface ServedModel {
  id: string;
  kind: "chat" | "embedding";
  /** Null is said as null, undefined not at all; Ollama says neither. */
  shutdownDate?: string | null | undefined;
  /** Of an embedding; fewer may be asked for, unless `fixedDimensions`. */
  dimensions?: number | undefined;
  fixedDimensions?: boolean | undefined;
  /** Thinks first: refuses `temperature` and `max_tokens`, and replies with a reasoning item. */
  reasons?: boolean | undefined;
  /** Tokens that a chat prompt may have. */
  contextTokens?: number | undefined;
}

export interface RecordedRequest {
  /** `performance.now()`. */
  at: number;
  method: string;
  path: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** Parsed JSON, or undefined. */
  body: unknown;
  /** `performance.now()` at which the caller hung up before the reply was whole. */
  abortedAt?: number;
}

export type Style = "openai" | "ollama";
export type GenerationApi = "responses" | "chat";

/** All that the endpoint is and remembers. */
export interface World {
  style: Style;
  apis: readonly GenerationApi[];
  apiKey: string | null;
  models: readonly ServedModel[];
  requests: RecordedRequest[];
  /** Replies that were begun, in order. */
  generations: Generation[];
  scripts: Scripts;
  /** What is said where no script is. */
  writer: (prompt: ReadPrompt) => string;
  /** Deterministic ids and times of day. */
  nextId(prefix: string): string;
  now(): number;
  /** Counts the calls that were to be garbage. */
  garbage: number;
}

/** Forgets scripts and requests. */
export function resetWorld(world: World): void {
  world.scripts.reset();
  world.requests.length = 0;
  world.generations.length = 0;
  world.garbage = 0;
}

export const DEFAULT_MODELS: readonly ServedModel[] = [
  { id: "test-writer", kind: "chat", shutdownDate: null },
  { id: "test-old-writer", kind: "chat", shutdownDate: "2026-12-31" },
  { id: "test-reasoner", kind: "chat", shutdownDate: null, reasons: true },
  { id: "test-embedder", kind: "embedding", shutdownDate: null, dimensions: 64 },
  {
    id: "test-embedder-2",
    kind: "embedding",
    shutdownDate: null,
    dimensions: 96,
    fixedDimensions: true,
  },
];
