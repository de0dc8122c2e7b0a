import type { Coverage } from "./matching/cover.ts";

/**
 * Logistic regression on about 3,000 sentences that passages say or do not say, then rounded; the
 * sentence's weakest part counts most, since what is added to a true sentence stands in one part.
 */
const WEIGHTS = {
  constant: -4.7,
  weakest: 4.9,
  /** Per weight of one missing word, and of what is missing beside it. */
  gap: -1.15,
  longGap: -2,
  order: 1.7,
  single: 2.05,
};

/** From this score on, the passages say the sentence. */
export const SAID = 0.25;

/** How likely, 0…1, passages that cover a sentence so far say it. */
export function judgeCoverage(coverage: Coverage): number {
  const sum =
    WEIGHTS.constant +
    WEIGHTS.weakest * coverage.weakest +
    WEIGHTS.gap * Math.min(coverage.gap, 1) +
    WEIGHTS.longGap * Math.min(Math.max(0, coverage.gap - 1), 2) +
    WEIGHTS.order * coverage.order +
    WEIGHTS.single * coverage.single;
  return 1 / (1 + Math.exp(-sum));
}

/**
 * The same where a sentence is not in the language of its passages. Only names, figures, words that
 * look alike and those in `translations.ts` can be found again, so less is asked for: two fifths of
 * the sentence. Figures, names, quoted words and denials are held to the same as everywhere.
 */
export function judgeForeign(coverage: Coverage): number {
  return 1 / (1 + Math.exp(-12 * (Math.max(coverage.whole, coverage.single) - 0.4)));
}
