/** How much the vectors count beside the keywords; belongs to the embedder, chosen on data. */
export interface FusionWeights {
  /** 0…1, for text in a language the embedder knows. */
  vector: number;
  /** 0…1, for every other language. */
  vectorOtherLanguages: number;
}

/** Turns texts into unit-length vectors. Limits are declared; batching lives in the caller. */
export interface Embedder {
  readonly id: string;
  /** Undefined until the first vector came, where only the endpoint knows. */
  readonly dimensions: number | undefined;
  readonly maxTextsPerCall: number;
  readonly fusion: FusionWeights;
  /** @throws ModelError when the model is away. */
  embed(texts: string[], kind: "passage" | "query"): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** A passage as a writer sees it; `n` is the number it cites. */
export interface WriterPassage {
  n: number;
  title: string;
  headings: string[];
  text: string;
  /** 0…1, from the ranking. */
  score: number;
  /** Where it lives, for people. */
  path: string;
  /** ISO 8601. */
  updatedAt?: string | undefined;
}

export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
}

/** What is said to a language model. */
export interface Prompt {
  /** What to do; holds no word of a document or a person. */
  instructions: string;
  /** Question, thread and passages, fenced as data. */
  input: string;
  /** `id@version#hash` of the words; kept with each answer. */
  version: string;
}

export interface GenerateOptions {
  maxTokens: number;
  signal: AbortSignal;
  /** Called once, at the end, where the endpoint says or we can estimate it. */
  onUsage?: ((usage: TokenUsage) => void) | undefined;
}

/** Answers a prompt with text, piece by piece as it is made. */
export interface LanguageModel {
  /** `openai/<model>`: provider and name. */
  readonly id: string;
  /** Tokens that prompt and reply may hold together. */
  readonly contextTokens: number;
  /**
   * Ends only when the reply is whole.
   * @throws ModelError, also for a reply that was cut off, refused or empty.
   */
  generate(prompt: Prompt, options: GenerateOptions): AsyncIterable<string>;
}

export interface WriteRequest {
  question: string;
  passages: WriterPassage[];
  /** Weight of a stemmed term: how rare it is in the index. */
  termWeight: (stem: string) => number;
  onUsage?: ((usage: TokenUsage) => void) | undefined;
}

/** Writes an answer with `[n]` marks, piece by piece. */
export interface Writer {
  readonly id: string;
  /** Version of the words said to it; kept with each answer. */
  readonly promptVersion: string;
  /** The words themselves, without values: what no answer may repeat. */
  readonly promptTexts: readonly string[];
  /** Whether it only ever repeats sentences of the passages, word for word. */
  readonly quotes: boolean;
  readonly maxPassages: number;
  /** What all passages together may hold. */
  readonly maxPassageTokens: number;
  /** @throws ModelError when the model is away. */
  write(request: WriteRequest, signal: AbortSignal): AsyncIterable<string>;
}

/**
 * A writer for a model of the endpoint by its name, told by the text of a file such as `prompts/answer.md`; undefined: as
 * configured.
 * @throws PromptError
 */
export type WriterOf = (model?: string, answerPrompt?: string) => Writer;

export interface ServedAdapter {
  /** The model to name in requests. */
  name: string;
  /** The model it sits on. */
  base: string;
  /** Where the server read it. */
  path: string;
}

/** A vLLM server that was started with --enable-lora and VLLM_ALLOW_RUNTIME_LORA_UPDATING=True. */
export interface AdapterServer {
  list(signal: AbortSignal): Promise<ServedAdapter[]>;
  /** Serves the adapter in a folder of the server's by this name, on this base. */
  load(name: string, path: string, base: string, signal: AbortSignal): Promise<void>;
  unload(name: string, signal: AbortSignal): Promise<void>;
}

export type ModelErrorCode =
  | "rate-limited"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "unavailable"
  | "invalid";

/** The model's or its configuration's fault. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly code: ModelErrorCode;
  /** How long its endpoint asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ModelErrorCode,
    message: string,
    options?: ErrorOptions & { retryAfterMs?: number | undefined },
  ) {
    super(message, options);
    this.code = code;
    this.retryAfterMs = options?.retryAfterMs;
  }
}
