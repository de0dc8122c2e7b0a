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
  readonly dimensions: number;
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
  updatedAt?: string | undefined;
}

export interface WriteRequest {
  question: string;
  passages: WriterPassage[];
  /** Weight of a stemmed term: how rare it is in the index. */
  termWeight: (stem: string) => number;
}

/** Writes an answer with `[n]` marks, piece by piece. */
export interface Writer {
  readonly id: string;
  /** Version of the words said to it; kept with each answer. */
  readonly promptVersion: string;
  /** @throws ModelError when the model is away. */
  write(request: WriteRequest, signal: AbortSignal): AsyncIterable<string>;
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

  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
