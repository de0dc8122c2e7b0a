/**
 * Below this probability of `judgeAnswerability` a question ends as `not-found`. From .40 to .50
 * the mean of answered and refused is flat on every set; the middle leaves slack on both sides. See docs/decisions/2026-11-21-refusal.md.
 */
const EXTRACTIVE = 0.45;

/** Not measured: a language model declines by itself, so only hopeless questions are held back. */
const LANGUAGE_MODEL = 0.2;

/** Embedders whose cosines shift the scale, measured one by one; none differs so far. */
const BY_EMBEDDER: Readonly<Record<string, number>> = {};

/** The threshold 0…1 for an embedder (undefined: keywords alone) and a writer, by their ids. */
export function answerThreshold(embedderId: string | undefined, writerId: string): number {
  if (!writerId.startsWith("local/")) return LANGUAGE_MODEL;
  return BY_EMBEDDER[embedderId ?? ""] ?? EXTRACTIVE;
}
