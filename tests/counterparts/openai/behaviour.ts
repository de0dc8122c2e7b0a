/** A prompt as it arrived over the wire, taken apart again. */
export interface ReadPrompt {
  /** Which file under `prompts/` was used; undefined for words that are not ours. */
  promptId: string | undefined;
  instructions: string;
  input: string;
  question: string;
  passages: { n: number; text: string }[];
}

/**
 * How the endpoint answers. For embeddings and models, `text` is the ordinary JSON reply:
 * `cut` and `stall` count its characters, and `answer` only delays it.
 */
export type Behaviour =
  | {
      kind: "answer";
      text: string | ((prompt: ReadPrompt) => string);
      firstTokenMs?: number | undefined;
      chunkMs?: number | undefined;
      chunkCharacters?: number | undefined;
    }
  | {
      kind: "status";
      status: number;
      retryAfterSeconds?: number | undefined;
      /** Raw; a vendor-shaped error where there is none. */
      body?: string | undefined;
    }
  /** The socket is destroyed in the middle of the reply. */
  | { kind: "cut"; text: string; afterCharacters: number }
  /** With 0 characters nothing at all comes for `ms`. */
  | { kind: "stall"; text: string; afterCharacters: number; ms: number }
  /** An error as an event in the middle of a stream that began well; 500 where nothing streams. */
  | {
      kind: "stream-error";
      text: string;
      afterCharacters: number;
      /** Responses only; chat has but one way to say it. */
      event?: "error" | "response.failed" | undefined;
    }
  /** A refusal as the API shapes it. */
  | { kind: "refuse" }
  /** Well-formed, with no text. */
  | { kind: "empty" }
  /** By turns 200 with an HTML page, and broken JSON. */
  | { kind: "garbage" }
  /** `finish_reason: "length"`, `response.incomplete`. */
  | { kind: "truncated"; text: string }
  /** The connection is reset before any byte. */
  | { kind: "reset" };

export type ScriptTarget = "generation" | "embeddings" | "models";

export interface ScriptOptions {
  /** Text that the whole request holds, or a pattern that it matches. */
  when?: string | RegExp | undefined;
  /** The model that is asked for by this name, of those that generate. */
  model?: string | undefined;
  /** Calls it holds for; until reset where absent. */
  times?: number | undefined;
  on?: ScriptTarget | undefined;
}
