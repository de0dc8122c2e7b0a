/**
 * Below this probability of `judgeAnswerability` a question ends as `not-found`. Chosen where the
 * worst of the goals (accepted, false refusals, refusals) is best on both halves of the questions;
 * .33 to .38 meet them all. See docs/decisions/2026-11-21-refusal.md.
 */
const EXTRACTIVE = 0.35;

/** A language model can decline by itself, so only hopeless questions are kept from it. */
const LANGUAGE_MODEL = 0.2;

/** Embedders whose cosines shift the scale, measured one by one; none differs so far. */
const BY_EMBEDDER: Readonly<Record<string, number>> = {};

/** The threshold 0…1 for an embedder (undefined: keywords alone) and a writer, by their ids. */
export function answerThreshold(embedderId: string | undefined, writerId: string): number {
  if (!writerId.startsWith("local/")) return LANGUAGE_MODEL;
  return BY_EMBEDDER[embedderId ?? ""] ?? EXTRACTIVE;
}
