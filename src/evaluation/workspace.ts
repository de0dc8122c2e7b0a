import type { Audience } from "../access/audience.ts";
import type { ExpandAudience } from "../access/groups/expand-audience.ts";
import type { Answer, Citation, Turn } from "../answer/answer.ts";
import type { AnswerDeps } from "../answer/answer-question.ts";
import type { FindVerified } from "../answer/answer-verified.ts";
import type { ChatStatus, CitedPassageView, DocumentView } from "../chat/chat-platform.ts";
import type { SuspiciousDocument } from "../sources/suspicious/list-suspicious.ts";

/** A Footnote of its own for one evaluation: its own index, filled from one folder or file. */
export interface EvaluationWorkspace {
  answering: AnswerDeps;
  /** Brings the index up to date with the corpus, vectors included. */
  sync(): Promise<{ seen: number; failed: number; embedded: number }>;
  /** Documents of it that admins would be pointed to. */
  suspicious(): Promise<Pick<SuspiciousDocument, "documentId" | "findings">[]>;
  /** Opens the other ways by which documents reach people; what is kept there goes with the workspace. */
  openSurfaces(groups?: readonly EvaluationGroup[]): Promise<EvaluationSurfaces>;
  close(): Promise<void>;
}

/** What people are shown of documents beside a new answer, as the application itself would do it. */
export interface EvaluationSurfaces {
  /** People with all groups that they are in. */
  expandAudience: ExpandAudience;
  status(audience: Audience): Promise<ChatStatus>;
  document(documentId: string, audience: Audience): Promise<DocumentView | undefined>;
  citation(citation: Citation, audience: Audience): Promise<CitedPassageView>;
  /** What this audience's follow-up is read with, after others were answered in the same thread. */
  history(earlier: EarlierAnswer, audience: Audience): Promise<Turn[]>;
  /** Has somebody stand for an answer that rests on a document, until `remove`. */
  verify(answer: VerifiedDraft): Promise<{ remove(): Promise<void> }>;
  findVerified: FindVerified;
}

/** A group's principal, and the principals of those who are in it. */
export interface EvaluationGroup {
  id: string;
  members: readonly string[];
}

export interface EarlierAnswer {
  question: string;
  audience: Audience;
  answer: Answer;
}

export interface VerifiedDraft {
  question: string;
  text: string;
  /** It rests on this one; undefined: on nothing but somebody's word. */
  documentId: string | undefined;
  /** Whom it is written for: whoever holds all principals of one of these. */
  audience: string[][];
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
