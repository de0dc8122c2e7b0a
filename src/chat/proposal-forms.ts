import type { FormCheck } from "./admin-forms.ts";

/*
 * The port of surfaces on which somebody can propose a message as a verified answer. All words are
 * plain text or Markdown, and data.
 */

/** A message that may become a verified answer, by the ids of its platform. */
export interface ProposalTarget {
  workspaceId: string;
  roomId: string;
  threadId: string;
  messageId: string;
  /** Milliseconds UTC. */
  sentAt: number;
  /** The answer that the bot gave with it; undefined for what a person said. */
  answerId: string | undefined;
}

export interface ProposalForm {
  target: ProposalTarget;
  /** The question that it answers, as far as that is known; empty for nothing. */
  question: string;
  text: string;
  /** May decide about it as well. */
  mayVerify: boolean;
}

export type ProposalReply =
  | { type: "form"; form: ProposalForm }
  | { type: "refused"; sentence: string };

export interface ProposalValues {
  question: string;
  text: string;
  /** Without a review, by somebody who may review. */
  atOnce: boolean;
}

/** Answers in well under a second: a person waits. Both ask whether that person may do so now. */
export interface ProposalForms {
  /** `text`: what a person said there; an answer's own is known. */
  find(person: string, target: ProposalTarget, text: string): Promise<ProposalReply>;
  /** Errors are by `question` and `text`. */
  check(person: string, target: ProposalTarget, values: ProposalValues): Promise<FormCheck>;
}
