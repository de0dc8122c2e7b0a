import { guessLanguage } from "../guess-language.ts";
import { stem } from "../stem.ts";
import { stopWords } from "../stop-words.ts";
import { fold, tokenize } from "../tokenize.ts";
import { type AnswerType, answerTypeOf } from "./answer-type.ts";

export interface QuestionTerm {
  stem: string;
  /** Says what form the answer has ("total number of", "tell me"), not what it is about. */
  soft: boolean;
  /** A number, or a name: capitalised in the middle of the question. */
  named: boolean;
  /** From a sentence that only tells what happened, before the one that asks. */
  told: boolean;
}

export interface QuestionAnalysis {
  /** The question without instructions about the answer's form ("Answer in one word."). */
  core: string;
  language: string;
  type: AnswerType;
  terms: QuestionTerm[];
  /** Stems of the dropped instructions, which often name the unit or kind of the answer. */
  hints: ReadonlySet<string>;
  /** Stem of what is counted: "How many customers …?" */
  counted: string | undefined;
  /** Every stem of the question, stop words included. */
  stems: ReadonlySet<string>;
}

// Words with which one asks, and words for the form of an answer. They are matched too, but a
// passage that lacks them lacks nothing that the question is about.
const SOFT_WORDS = `tell specify state identify provide give inform mention describe explain list know
  wonder find exact exactly precise specific specifically currently current present actual particular
  certain regarding concerning terms many much long often number count total tally amount quantity
  figure sum size title designation name named called call term kind type sort category form value
  person individual answer question information details detail information possible available share
  clarify confirm disclose reveal indicate detail explanation definition define mean meaning example
  let understand located location place time date day year month describe want need help
  go come get use used using make made take happen first way ways thing things supposed allowed
  everybody somebody anybody everyone someone anyone soon early earliest latest roughly approximately
  still actually really like longest shortest quickly fast least most hear try keep new up start when`;
const SOFT = new Set(tokenize(SOFT_WORDS).map(stem));

const FORM_VERB =
  /^(?:please\s+|kindly\s+|just\s+|only\s+)*(?:provide|give|use|state|specify|write|express|limit|list|include|be|keep|mention|indicate|enter|return|name|report|format|round|reflect|ensure|make sure|simply|only|just|answer|respond|reply|no\b|do not|don't)\b/i;
const FORM_NOUN = /\b(?:answer|answers|respond|response|reply|answering)\b/i;

/** Drops what a question says about the answer's form; a question is never left empty. */
function dropFormInstructions(question: string): { core: string; dropped: string } {
  const parts = question.split(/(?<=[.?!？。！؟])\s+/u).filter((part) => part.trim() !== "");
  const asked = parts.findIndex((part) => /[?？؟]/u.test(part));
  const kept: string[] = [];
  const dropped: string[] = [];
  parts.forEach((part, index) => {
    const asks = /[?？؟]/u.test(part);
    const isForm = FORM_NOUN.test(part) || FORM_VERB.test(part);
    const afterQuestion = index > Math.max(asked, 0);
    const isInstruction = !asks && isForm && afterQuestion;
    (isInstruction ? dropped : kept).push(part);
  });
  return { core: kept.join(" "), dropped: dropped.join(" ") };
}

/** Finds what a question is about, what would answer it, and which of its words carry weight. */
export function analyzeQuestion(question: string): QuestionAnalysis {
  const { core, dropped } = dropFormInstructions(question.slice(0, 4000));
  const language = guessLanguage(core);
  const stop = stopWords(language);
  const folded = fold(core);
  const names = namesIn(core);
  const asks = askingPart(core);
  const narrated = stemSet(core.slice(0, Math.max(0, core.indexOf(asks)))).difference(
    stemSet(asks),
  );
  const seen = new Map<string, QuestionTerm>();
  for (const word of tokenize(core)) {
    const key = stem(word);
    if (stop.has(word) || seen.has(key)) continue;
    const named = names.has(word) || /\d/.test(word);
    const told = narrated.has(key);
    // What only sets the scene need not be found: "My wife is having a baby in October."
    seen.set(key, { stem: key, soft: !named && SOFT.has(key), named: named && !told, told });
  }
  let terms = [...seen.values()];
  // A question made only of such words ("what is the name?") is about them after all.
  if (terms.every((term) => term.soft)) terms = terms.map((term) => ({ ...term, soft: false }));
  const hints = new Set(
    tokenize(dropped)
      .filter((word) => !stop.has(word))
      .map(stem)
      .filter((word) => !SOFT.has(word)),
  );
  const asked = answerTypeOf(fold(asks)) ?? answerTypeOf(folded) ?? "other";
  // "Can you tell me …? Answer with the full name." says the kind in the instruction only.
  const vague = asked === "other" || asked === "way" || asked === "yes-no";
  const type = vague ? (answerTypeOf(fold(dropped)) ?? asked) : asked;
  const counted = /\bhow many (?:\w+ )??(\w+)/.exec(folded)?.[1];
  return {
    core,
    language,
    type,
    terms,
    hints,
    counted: counted === undefined ? undefined : stem(counted),
    stems: stemSet(core),
  };
}

function stemSet(text: string): Set<string> {
  return new Set(tokenize(text).map(stem));
}

/** "I lost my badge. Whom do I tell?": from the first sentence with a question mark, else all. */
function askingPart(core: string): string {
  const parts = core.split(/(?<=[.?!？。！؟])\s+/u);
  const asks = parts.find((part) => /[?？؟]["'”’)]*$/u.test(part));
  return asks === undefined ? core : core.slice(core.indexOf(asks));
}

function namesIn(core: string): Set<string> {
  const names = new Set<string>();
  for (const match of core.matchAll(/(?<=[\p{L}\p{N},"'“(] ?)(?<!^)\b\p{Lu}[\p{L}\p{N}.&'-]*/gu)) {
    for (const word of tokenize(match[0])) names.add(word);
  }
  return names;
}
