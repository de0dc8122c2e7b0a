/**
 * Below this probability of `judgeAnswerability` a question ends as `not-found`. From .40 to .50
 * the mean of answered and refused is flat on every set; the middle leaves slack on both sides. See docs/decisions/2026-11-21-refusal.md.
 */
const EXTRACTIVE = 0.45;

/**
 * A language model declines by itself, and each of its sentences is checked: only questions that the
 * passages share next to nothing with are held back. On the same sets at most 1 % of what can be
 * answered lies below, and at .15, tried first, a third of our colloquial test questions did.
 */
const LANGUAGE_MODEL = 0.02;

/** Embedders whose cosines shift the scale, measured one by one; none differs so far. */
const BY_EMBEDDER: Readonly<Record<string, number>> = {};

/** The threshold 0…1 for an embedder (undefined: keywords alone) and a writer, by their ids; `learned` is the built-in writer's. */
export function answerThreshold(
  embedderId: string | undefined,
  writerId: string,
  learned?: number,
): number {
  if (!writerId.startsWith("local/")) return LANGUAGE_MODEL;
  return learned ?? BY_EMBEDDER[embedderId ?? ""] ?? EXTRACTIVE;
}

/** Whether the judge's weights were fitted on this embedder's cosines; others are on other scales. */
export function isCalibrated(embedderId: string | undefined): boolean {
  return embedderId === "local/use-lite-en";
}
