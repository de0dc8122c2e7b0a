import type { AnswerDeps } from "../answer/answer-question.ts";

/** A Footnote of its own for one evaluation: its own index, filled from one folder or file. */
export interface EvaluationWorkspace {
  answering: AnswerDeps;
  /** Brings the index up to date with the corpus, vectors included. */
  sync(): Promise<{ seen: number; failed: number; embedded: number }>;
  close(): Promise<void>;
}

/** Opens the workspace of a corpus; kept, the same corpus finds its index and vectors again. */
export type OpenEvaluationWorkspace = (
  corpusPath: string,
  options?: { keep: boolean },
) => Promise<EvaluationWorkspace>;

/** Bad evaluation data: one sentence that names the file and what it lacks. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
}
