import { createMask } from "../../text/trust/create-mask.ts";
import { findInstruction } from "../../text/trust/find-instruction.ts";
import { findContradiction } from "./comparing/find-contradiction.ts";
import { judgeCoverage, judgeForeign, SAID } from "./judge-coverage.ts";
import { type Coverage, cover, type Weighted } from "./matching/cover.ts";
import { createVocabulary, findAlike, type Vocabulary } from "./matching/likeness.ts";
import { repeatedUnits } from "./matching/repeats-unit.ts";
import { createWeights, type Weights } from "./matching/weights.ts";
import { readDraft } from "./reading/read-draft.ts";
import { type ReadPassage, readPassage, type Unit } from "./reading/read-units.ts";
import type { SupportPassage, SupportVerdict } from "./support-verdict.ts";
import { createRelevance } from "./trust/create-relevance.ts";

const UNSAID = "The cited passages do not say it.";
/** What a further passage must add to be named beside the first. */
const LEAST_SHARE = 0.12;

interface Checked {
  verdict: Omit<SupportVerdict, "isRelevant">;
  /** Those that carry the sentence, where it is supported. */
  units: readonly Unit[];
}

export interface SupportOptions {
  question: string;
}

/**
 * Makes the check of whether cited passages say a sentence. A passage is read once, when it is first
 * cited, in about two milliseconds; each check then takes about one.
 */
export function createSupportChecker(
  passages: SupportPassage[],
  options: SupportOptions,
): (sentence: string, cited: number[]) => SupportVerdict {
  const byNumber = new Map(passages.map((passage) => [passage.n, passage]));
  const known = new Map<number, ReadPassage>();
  const vocabulary = createVocabulary();
  const weights = createWeights(options.question);
  const isRelevant = createRelevance(options.question);
  const mask = createMask(options.question);
  const read = (n: number) => {
    const passage = byNumber.get(n);
    if (passage === undefined || known.has(n)) return known.get(n);
    const masked = {
      ...passage,
      title: mask(passage.title, "name"),
      headings: passage.headings.map((heading) => mask(heading, "name")),
      text: mask(passage.text),
    };
    const fresh = readPassage(masked, passage);
    known.set(n, fresh);
    vocabulary.add(fresh.top.stems);
    for (const unit of fresh.units) vocabulary.add(unit.byStem.keys());
    return fresh;
  };
  return (sentence, cited) => {
    const instruction = findInstruction(sentence);
    if (instruction !== undefined) return refused(instruction, 0);
    if (cited.length === 0) return refused("It cites nothing.", 0);
    const sources = [...new Set(cited)].map(read).filter((one) => one !== undefined);
    if (sources.length === 0) return refused("It cites a passage that was not retrieved.", 0);
    const { verdict, units } = check(sentence, sources, vocabulary, weights);
    return { ...verdict, isRelevant: isRelevant(sentence, units, sources) };
  };
}

function check(
  sentence: string,
  sources: readonly ReadPassage[],
  vocabulary: Vocabulary,
  weights: Weights,
): Checked {
  const draft = readDraft(sentence, sources);
  const units = sources.flatMap((source) => source.units);
  const repeated = repeatedUnits(draft.tokens, units);
  const order = sources.map((source) => source.n);
  if (repeated !== undefined) return { units: repeated, verdict: supported(repeated, 1, order) };
  const words = weights.weigh(draft.tokens);
  const coverage = cover(words, draft.tokens, units, vocabulary);
  const score = draft.isForeign ? judgeForeign(coverage) : judgeCoverage(coverage);
  const texts = sources.flatMap((source) => source.texts);
  const wrong = findContradiction({
    sentence,
    draft,
    words,
    texts,
    units,
    asked: weights.asked,
    coverage,
    vocabulary,
  });
  if (wrong !== undefined) return { units: [], verdict: refused(wrong, score) };
  if (score < SAID) return { units: [], verdict: refused(UNSAID, score) };
  const carrying = carriers(coverage);
  // Of signs alone, or of code that was written on one line, nothing can be looked up.
  if (carrying.length === 0 || !isInText(words, carrying, weights, vocabulary))
    return { units: [], verdict: refused(UNSAID, score) };
  return { units: carrying, verdict: supported(carrying, score, order) };
}

/** What only a title or heading says is said by nobody; the question's own words may stand there. */
function isInText(
  words: readonly Weighted[],
  units: readonly Unit[],
  weights: Weights,
  vocabulary: Vocabulary,
): boolean {
  let [inText, above] = [0, 0];
  for (const { token, weight } of words) {
    if (units.some((unit) => findAlike(token, unit, vocabulary).length > 0)) inText += weight;
    else if (weights.isAsked(token)) continue;
    else if (units.some((unit) => unit.around.stems.has(token.stem))) above += weight;
  }
  return above === 0 || inText > above;
}

function refused(reason: string, score: number): SupportVerdict {
  return { supported: false, isRelevant: false, score, evidence: [], reason };
}

/** The units that add something of their own, and those that say all of it once more. */
function carriers(coverage: Coverage): Unit[] {
  const [first, ...others] = coverage.units;
  if (first === undefined) return [];
  const added = others.filter(({ unit, gain }) => unit.n === first.unit.n || gain >= LEAST_SHARE);
  const repeated = coverage.close.filter(
    (unit) => !coverage.units.some((one) => one.unit === unit),
  );
  return [first.unit, ...added.map(({ unit }) => unit), ...repeated];
}

function supported(
  units: readonly Unit[],
  score: number,
  order: readonly number[],
): Checked["verdict"] {
  const evidence: SupportVerdict["evidence"] = [];
  for (const unit of units) {
    const entry = evidence.find((one) => one.n === unit.n);
    if (entry === undefined) evidence.push({ n: unit.n, quotes: [unit.quote] });
    else entry.quotes.push(unit.quote);
  }
  evidence.sort((a, b) => order.indexOf(a.n) - order.indexOf(b.n));
  return { supported: true, score, evidence, reason: undefined };
}
