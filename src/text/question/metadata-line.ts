import type { QuestionAnalysis } from "./analyze-question.ts";

const METADATA =
  /^(?:[\p{Lu}][\p{L} -]{1,24}: [^·:]+)(?: · [\p{Lu}][\p{L} -]{1,24}: [^·:]+)+$|^(?:Owner|Tags?|Author|Status|Updated|Reviewed|Labels?): \S[^.!?]*$/u;

/** The line that a connector makes of a page's front matter: "Owner: Ada Poe · Tags: travel". */
export function isMetadata(text: string): boolean {
  return METADATA.test(text.trim());
}

/** Whether a question is about such a line. */
export function asksForMetadata(question: QuestionAnalysis): boolean {
  if (question.type === "person") return true;
  return ["owner", "own", "tag", "author", "statu", "label", "review"].some((key) =>
    question.stems.has(key),
  );
}
