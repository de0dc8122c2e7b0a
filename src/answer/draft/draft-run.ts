import type { TokenUsage, Writer } from "../../models/models.ts";
import type { Logger } from "../../telemetry/logger.ts";
import type { Mask } from "../../text/trust/create-mask.ts";
import type { AnswerWarning, Evidence } from "../answer.ts";
import type { RetrievedPassage } from "../retrieval/retrieve-passages.ts";
import type { FindPromptLeak } from "../support/find-prompt-leak.ts";
import type { Citer, SupportedSentence } from "./cite.ts";

export type Support = NonNullable<Evidence["support"]>;

/** What writing one answer works with: what was found, and where sentences go once they may be seen. */
export interface DraftRun {
  /** As it was asked. */
  question: string;
  /** As it was searched for: stands on its own. */
  searchedFor: string;
  /** What the writer sees; the first is number 1. */
  passages: RetrievedPassage[];
  /** Those of them that everybody who sees the answer may read as of now. */
  readable: () => Promise<readonly RetrievedPassage[]>;
  /** A text of theirs without what is aimed at whoever answers, and nothing of which is shown. */
  mask: Mask;
  termWeight: (stem: string) => number;
  /** How likely the passages answer the question, given what would be shown. */
  judge: (sentences: readonly SupportedSentence[]) => Support;
  /** Why a sentence of a model, told in their order, gives away what the model was told. */
  findLeak: FindPromptLeak;
  citer: Citer;
  /** Shows a sentence for good. */
  show: (sentence: SupportedSentence) => void;
  drop: (text: string, reason: string) => void;
  warn: (warnings: AnswerWarning[]) => void;
  /** Keeps why the model did not write the answer. */
  fail: (reason: string) => void;
  /** Milliseconds that went into writing, and whether a language model was waited for. */
  wrote: (tookMs: number, isModel: boolean) => void;
  onUsage: (usage: TokenUsage) => void;
  logger: Logger;
  signal: AbortSignal;
}

export interface Written {
  outcome: "answered" | "not-found" | "clarify" | "degraded";
  /** For `clarify`. */
  choices: string[];
  /** For `clarify`: the question back, where a model worded it. */
  asksBack?: string;
  support: Support;
}

/** All of it that a model may read. */
function maskPassage<T extends { title: string; path: string; headings: string[]; text: string }>(
  passage: T,
  mask: Mask,
): T {
  const { title, path, headings, text } = passage;
  return {
    ...passage,
    title: mask(title, "name"),
    path: mask(path, "name"),
    headings: headings.map((heading) => mask(heading, "name")),
    text: mask(text),
  };
}

/** The passages with the numbers they are cited by. */
export function numbered<T>(passages: readonly T[]): (T & { n: number })[] {
  return passages.map((passage, at) => ({ ...passage, n: at + 1 }));
}

/** What a writer is asked: it reads the passages as they are when what gives orders is gone. */
export function writeRequest(run: DraftRun) {
  return {
    question: run.searchedFor,
    passages: numbered(run.passages).map((passage) => maskPassage(passage, run.mask)),
    termWeight: run.termWeight,
    onUsage: run.onUsage,
  };
}

export interface Writers {
  writer: Writer;
  /** Takes over when the writer is away; quotes, and is always there. */
  fallback: Writer;
}
