import { stripMarks } from "../../text/citation-marks.ts";
import { contentStems } from "../../text/content-stems.ts";
import { guessLanguage } from "../../text/guess-language.ts";
import { plainText, splitSentences } from "../../text/split-sentences.ts";
import { stem } from "../../text/stem.ts";
import { stopWords } from "../../text/stop-words.ts";
import { tokenize } from "../../text/tokenize.ts";
import type { Turn } from "../answer.ts";

/** An answer with what it was written from; the last user turn is the question. */
export interface AnswerToRate {
  turns: readonly Turn[];
  passages: readonly string[];
  /** Markdown, with or without `[n]` marks. */
  answer: string;
}

/** Each 0…1, and the higher the better supported. */
export interface AnswerFeatures {
  /** Mean over the answer's content words of how long a copied run of words each stands in. */
  copied: number;
  /** The same by sentence, where a largely copied one counts in full, as does "I found nothing". */
  carried: number;
  /** Share of the last two questions' content words that the passages hold. */
  onTopic: number;
}

/** A run of so many words counts as copied in full. */
const FULL_RUN = 5;
/** A sentence this much copied counts in full; .35 to .5 are within .0025, .3 and .6 lose .004. */
const CARRIED_FROM = 0.45;

/**
 * What can be said of an answer without a model. The passages and the question count as known; what
 * the assistant said earlier does not, since it may have been invented then.
 */
export function answerFeatures({ turns, passages, answer }: AnswerToRate): AnswerFeatures {
  const questions = turns.filter((turn) => turn.role === "user").map((turn) => turn.text);
  const sources = passages.map(indexWords);
  const known = [...sources, ...questions.slice(-1).map(indexWords)];
  const text = stripMarks(answer);
  const ignored = stopWords(guessLanguage(text));
  const copied: number[] = [];
  const carried: number[] = [];
  for (const sentence of splitSentences(text)) {
    const words = copiedWords(plainText(sentence.text), known, ignored);
    const support = declinesToAnswer(sentence.text) ? 1 : mean(words);
    copied.push(...words);
    // Once a word, so that a long sentence weighs more.
    carried.push(...words.map(() => Math.min(1, support / CARRIED_FROM)));
  }
  return {
    copied: mean(copied),
    carried: mean(carried),
    onTopic: shareHeld(contentStems(questions.slice(-2).join("\n")), sources),
  };
}

interface IndexedText {
  stems: string[];
  places: Map<string, number[]>;
}

function indexWords(text: string): IndexedText {
  const stems = tokenize(plainText(text)).map(stem);
  const places = new Map<string, number[]>();
  for (const [at, word] of stems.entries()) {
    const found = places.get(word);
    if (found === undefined) places.set(word, [at]);
    else found.push(at);
  }
  return { stems, places };
}

/** For each content word 0…1: the length of the longest run around it that one known text holds. */
function copiedWords(text: string, known: IndexedText[], ignored: ReadonlySet<string>): number[] {
  const terms = tokenize(text);
  const words = longestRuns(terms.map(stem), known).map((run) => Math.min(1, run / FULL_RUN));
  const content = words.filter((_, at) => !ignored.has(terms[at] ?? ""));
  return content.length > 0 ? content : words;
}

function longestRuns(stems: string[], known: IndexedText[]): number[] {
  const longest = stems.map(() => 0);
  for (const { stems: source, places } of known) {
    for (const [at, word] of stems.entries()) {
      for (const place of places.get(word) ?? []) {
        // A run is looked at once, from its first word.
        if (at > 0 && place > 0 && source[place - 1] === stems[at - 1]) continue;
        let length = 1;
        while (at + length < stems.length && source[place + length] === stems[at + length]) {
          length += 1;
        }
        for (let i = at; i < at + length; i += 1) longest[i] = Math.max(longest[i] ?? 0, length);
      }
    }
  }
  return longest;
}

// English only: elsewhere such a sentence counts as any other, so its answer is rated too low.
const DECLINES = [
  /\b(?:documents?|passages?|contexts?|sources?)\b[^.]{0,40}\b(?:do|does|did)(?:n['’]t| not) (?:\w+ )?(?:provide|mention|contain|specify|state|say|include|discuss|address|describe|answer|cover)\b/iu,
  /\bI (?:\w+ )?(?:do not|don['’]t|cannot|can['’]t|could not|couldn['’]t|did not|didn['’]t) (?:\w+ )?(?:know\b|(?:have|find|see)\b[^.]{0,30}\b(?:information|knowledge|details?|answers?|mention|anything)\b)/iu,
  /\b(?:there (?:is|are|was|were) no|there (?:is|are|was|were)(?:n['’]t| not) any) (?:\w+ ){0,2}(?:information|mention|details?)\b/iu,
  /\b(?:is|are|was|were)(?:n['’]t| not) (?:\w+ )?(?:mentioned|specified|stated)\b/iu,
];

/** Whether a sentence says that the sources lack something, which they cannot say themselves. */
export function declinesToAnswer(sentence: string): boolean {
  return DECLINES.some((pattern) => pattern.test(sentence));
}

function shareHeld(stems: ReadonlySet<string>, sources: IndexedText[]): number {
  const held = [...stems].map((one) => (sources.some(({ places }) => places.has(one)) ? 1 : 0));
  return mean(held);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
