import { analyzeQuestion } from "../../text/question/analyze-question.ts";
import {
  type Candidate,
  countWords,
  scoreSentences,
  type TermWeights,
  termWeights,
  weightedShare,
} from "../../text/question/score-sentences.ts";
import type { WriterPassage } from "../models.ts";

export interface SelectedSentence {
  /** Number of the cited passage. */
  n: number;
  /** Verbatim but for Markdown marks; a lead-in or a table's header stands on its own line. */
  text: string;
  score: number;
}

const MAX_PASSAGES = 5;
const MAX_SENTENCES = 4;
const MAX_WORDS = 100;
/** A sentence this much worse than the best is left out, however many words are left. */
const MIN_SHARE_OF_BEST = 0.65;
const LEANS_BACK =
  /^(?:["“'(]*)(?:It|He|She|They|This|That|These|Those|Its|His|Her|Their|Such|However|But|Also|Therefore|Er|Sie|Es|Dies|Diese[rs]?|Il|Elle|Ils|Elles|Cela|Ella|Ellos|Este|Esta|Esto)\b/u;

/** Picks the sentences that answer a question, about 75 words on average, in reading order. */
export function selectSentences(
  question: string,
  passages: readonly WriterPassage[],
  weights: TermWeights,
): SelectedSentence[] {
  const analysis = analyzeQuestion(question);
  const ranked = [...passages].sort((a, b) => b.score - a.score).slice(0, MAX_PASSAGES);
  // A source's own "[3]" would be read as a citation of passage 3.
  const candidates = scoreSentences(analysis, ranked, weights).filter(
    (candidate) => !/\[\d+\]/.test(candidate.text),
  );
  const chosen = choose(candidates, termWeights(analysis, weights));
  const whole = addRestOfList(chosen, candidates, analysis.type === "way");
  const inOrder = addContext(whole, candidates).sort(inReadingOrder);
  return inOrder.map((candidate, at) => ({
    n: candidate.passage.n,
    text: isLedBy(candidate, inOrder[at - 1]) ? candidate.plain : candidate.text,
    score: candidate.score,
  }));
}

function inReadingOrder(a: Candidate, b: Candidate): number {
  return a.rank - b.rank || a.index - b.index;
}

/** Whether the lead-in or table header was just shown, so that it need not be said again. */
function isLedBy(candidate: Candidate, before: Candidate | undefined): boolean {
  if (before === undefined || before.rank !== candidate.rank) return false;
  const { lead } = candidate.sentence;
  return lead !== undefined && (before.sentence.lead === lead || before.sentence.text === lead);
}

function choose(candidates: readonly Candidate[], values: readonly number[]): Candidate[] {
  const chosen: Candidate[] = [];
  const covered = values.map(() => 0);
  let words = 0;
  const best = Math.max(...candidates.map((candidate) => candidate.score));
  while (chosen.length < MAX_SENTENCES) {
    let next: Candidate | undefined;
    let nextGain = 0;
    for (const candidate of candidates) {
      if (chosen.some((other) => isRepeat(other, candidate))) continue;
      if (chosen.length > 0 && words + candidate.words > MAX_WORDS) continue;
      const adds = weightedShare(
        candidate.own.map((match, i) => Math.max(0, match - (covered[i] ?? 0))),
        values,
      );
      const gain = candidate.score + 1.5 * adds;
      if (gain > nextGain || next === undefined) {
        next = candidate;
        nextGain = gain;
      }
    }
    if (next === undefined || next.score < MIN_SHARE_OF_BEST * best) break;
    chosen.push(next);
    words += next.words;
    next.own.forEach((match, i) => {
      covered[i] = Math.max(covered[i] ?? 0, match);
    });
  }
  return chosen;
}

function isRepeat(a: Candidate, b: Candidate): boolean {
  return a === b || a.text === b.text;
}

/** Steps are of use only together: what follows a chosen step or lead-in comes too, as it fits. */
function addRestOfList(
  chosen: readonly Candidate[],
  candidates: readonly Candidate[],
  asksForSteps: boolean,
): Candidate[] {
  const result = [...chosen];
  let words = countAll(result);
  for (const start of chosen) {
    const isLeadIn = /[:：]$/u.test(start.plain);
    const isStep = asksForSteps && start.sentence.kind === "list-item";
    if (!isLeadIn && !isStep) continue;
    let last = start;
    for (const next of candidates) {
      if (next.rank !== start.rank || next.index !== last.index + 1) continue;
      if (next.sentence.kind !== "list-item" && next.sentence.kind !== "code") break;
      if (words + countWords(next.plain) > MAX_WORDS) break;
      last = next;
      if (result.includes(next)) continue;
      result.push(next);
      words += countWords(next.plain);
    }
  }
  return result;
}

function countAll(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, candidate) => sum + candidate.words, 0);
}

// "It was built in 1868." needs the sentence before it to be understood.
function addContext(chosen: readonly Candidate[], candidates: readonly Candidate[]): Candidate[] {
  const result = [...chosen];
  let words = countAll(chosen);
  for (const candidate of chosen) {
    if (!LEANS_BACK.test(candidate.text)) continue;
    const before = candidates.find(
      (other) => other.rank === candidate.rank && other.index === candidate.index - 1,
    );
    if (before === undefined || result.includes(before)) continue;
    if (words + before.words > MAX_WORDS + 10) continue;
    result.push(before);
    words += before.words;
  }
  return result;
}
