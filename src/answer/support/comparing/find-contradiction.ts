import type { Coverage, Weighted } from "../matching/cover.ts";
import type { Vocabulary } from "../matching/likeness.ts";
import { createSurroundings } from "../matching/place.ts";
import { isLarge, isName } from "../reading/is-name.ts";
import type { Draft } from "../reading/read-draft.ts";
import type { Figure } from "../reading/read-figures.ts";
import type { Unit } from "../reading/read-units.ts";
import { compareFigures } from "./compare-figures.ts";
import { compareNames } from "./compare-names.ts";
import { compareOpposites } from "./compare-opposites.ts";
import { comparePolarity } from "./compare-polarity.ts";
import { compareQuotes } from "./compare-quotes.ts";
import { compareScope } from "./compare-scope.ts";
import { compareWording } from "./compare-wording.ts";

/** A sentence beside everything it is compared with. */
export interface Comparison {
  /** As written. */
  sentence: string;
  draft: Draft;
  words: readonly Weighted[];
  /** Titles, headings and texts of the cited passages. */
  texts: readonly string[];
  units: readonly Unit[];
  /** What the question brought in. */
  asked: readonly Figure[];
  coverage: Coverage;
  vocabulary: Vocabulary;
}

/**
 * Names what cited passages do not say although the sentence speaks of the same things: other quoted
 * words, figures, names, opposites, or a "not" more or less.
 */
export function findContradiction(comparison: Comparison): string | undefined {
  const { sentence, draft, words, texts, units, asked, coverage, vocabulary } = comparison;
  const { tokens, language } = draft;
  const chosen = coverage.close;
  const surroundings = createSurroundings(words, tokens, vocabulary);
  return (
    compareQuotes(sentence, texts) ??
    compareFigures(tokens, units, chosen, surroundings, asked) ??
    compareWording({
      sentence: tokens,
      chosen,
      units,
      isName: (token, all) => isName(token, all, language) || isLarge(token, language),
      surroundings,
      vocabulary,
    }) ??
    compareNames(tokens, language, units, surroundings, vocabulary) ??
    compareOpposites(tokens, units, chosen, surroundings) ??
    comparePolarity({ sentence: tokens, units, chosen, surroundings, vocabulary }) ??
    compareScope({ sentence: tokens, chosen, vocabulary })
  );
}
