import type { AnswerCase } from "../../../evaluation/read-dataset.ts";
import { groupOf } from "../../../evaluation/summarize-answers.ts";
import type { Taught } from "../../../models/fine-tuning/fine-tune-provider.ts";
import type { GateResult } from "../../gates/gate.ts";
import { wordsOf } from "../../tuning/fold-by-document.ts";

/** Fewer say nothing of a gain of a few points. */
const LEAST_ANSWERABLE = 20;
const LEAST_UNANSWERABLE = 5;
/** Documents; of fewer an interval says too little. */
const LEAST_GROUPS = 20;
/** Letters of a passage; what is shorter stands in many documents. */
const LEAST_LETTERS = 40;
/** A question of fewer stands in many texts. */
const LEAST_ASKED = 8;
/** Of what stands between two marks; less says nothing. */
const LEAST_PART = 10;
/** What redaction puts in the place of a name or a secret; the number is another one in each export. */
const MARK = /\[[A-Z]+_\d+\]/g;
/** Letters of a sentence that stands in a prompt; what is shorter is said in many places. */
const LEAST_SENTENCE = 24;
/** "Answer: " before an example's words. */
const LABEL = /^\s*\p{L}[\p{L} ]{0,20}:\s*/u;
const CITATIONS = /\s*\[\d+\]/g;
/** Also after "Answer:", and between items of a list; a sentence may go on in the next line. */
const SENTENCE_END = /(?<=[.!?:。！？])\s+|\s*\n\s*\n\s*|\s*\n\s*[-*]\s+/u;

/** What judges must not have been taught. */
export interface Lessons {
  /** Questions that were; 0 where they are not told apart. */
  count: number;
  isAsked: (question: string) => boolean;
  /** Whether a document's text holds a passage that was taught. */
  isTaught: (text: string) => boolean;
  /** Why it cannot be told what was taught. */
  trouble: string | undefined;
}

export interface TaughtCheck {
  cases: readonly AnswerCase[];
  lessons: Lessons;
  /** The text of a case's documents. */
  textOf: (one: AnswerCase) => string;
  /** Why the dataset should be made anew; null while all that it rests on is there. */
  stale: string | null;
}

/** Whether enough is asked to judge by, and nothing of it was taught. */
export function checkTaught({ cases, lessons, textOf, stale }: TaughtCheck): GateResult {
  const answerable = cases.filter((one) => one.answerable);
  const unanswerable = cases.length - answerable.length;
  const groups = new Set(answerable.map(groupOf)).size;
  const asked = cases.filter(({ question }) => lessons.isAsked(question)).length;
  const shown = answerable.filter((one) => lessons.isTaught(textOf(one))).length;
  const reason =
    stale ??
    lessons.trouble ??
    (asked > 0
      ? `${asked} questions that judge were taught.`
      : shown > 0
        ? `${shown} questions that judge are about documents whose passages were taught.`
        : answerable.length < LEAST_ANSWERABLE ||
            unanswerable < LEAST_UNANSWERABLE ||
            groups < LEAST_GROUPS
          ? `${answerable.length} questions of ${groups} documents, and ${unanswerable} that nothing answers, are too few to judge by: ${LEAST_ANSWERABLE}, ${LEAST_GROUPS} and ${LEAST_UNANSWERABLE} are the least.`
          : undefined);
  return {
    gate: "data",
    passed: reason === undefined,
    reason: reason ?? "Questions are enough, and neither they nor their documents were taught.",
    figures: {
      ...{ answerable: answerable.length, unanswerable, groups },
      ...{ taught: lessons.count, leaked: asked + shown },
    },
  };
}

/** Of a model: the rows that it was trained on. */
export function lessonsOf(taught: Taught): Lessons {
  const wordsWithoutMarks = (question: string) => wordsOf(question.replace(MARK, " "));
  const questions = new Set(taught.questions.map(wordsWithoutMarks));
  const none =
    "The rows that it was trained on hold no question as Footnote writes them: whether it was taught these cannot be told.";
  return {
    count: taught.questions.length,
    isAsked: (question) => questions.has(wordsWithoutMarks(question)),
    isTaught: createTaughtFinder(taught),
    trouble: taught.questions.length === 0 ? none : undefined,
  };
}

/** Of a prompt: the examples that may stand in its words. */
export function lessonsIn(words: string): Lessons {
  const all = letters(words);
  return {
    count: 0,
    isAsked(question) {
      const asked = letters(question);
      return asked.length >= LEAST_ASKED && all.includes(asked);
    },
    isTaught: createTaughtFinder({ passages: sentencesIn(words) }, LEAST_SENTENCE),
    trouble: undefined,
  };
}

/** By lines, too: examples are often one a line, and end with no full stop. */
function sentencesIn(words: string): string[] {
  const plain = words.replaceAll(CITATIONS, "");
  const parts = [...plain.split(SENTENCE_END), ...plain.split("\n")];
  return parts.flatMap((part) => [part, part.replace(LABEL, "")]);
}

/** Tells whether a document holds a passage that was taught, also where redaction put marks into either. */
function createTaughtFinder(
  { passages }: Pick<Taught, "passages">,
  least = LEAST_LETTERS,
): (text: string) => boolean {
  const known = passages
    .map((passage) => passage.split(MARK).map(letters))
    .map((parts) => parts.filter(({ length }) => length >= LEAST_PART))
    .filter((parts) => parts.join("").length >= least);
  return (text) => {
    const own = letters(text);
    return known.some((parts) => holdsInOrder(own, parts));
  };
}

function holdsInOrder(text: string, parts: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at !== -1;
  });
}

function letters(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
