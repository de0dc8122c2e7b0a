import { splitSentences } from "../split-sentences.ts";
import { words } from "../tokenize.ts";

/** A piece of a document, as far as its questions are read from it. */
interface Piece {
  headings: readonly string[];
  text: string;
}

const MOST_CHARACTERS = 75;
/** A shorter question asks about something that stands around it. */
const FEWEST_WORDS = 4;
const POINTS_ELSEWHERE = /\b(?:it|its|this|that|these|those|they|them|above|below|here)\b/i;
/** What says nothing of a document: names of files, dates, what programs call a page at first. */
const POOR =
  /^(?:untitled|index|readme|home|start|welcome|test|draft|template|copy of|new page|(?:meeting )?notes|minutes|agenda|faq|questions|page \d+|document\s?\d*)\b|_|\.\w{2,5}$|^\W*\d{4}\W?\d\d/i;
/** Signs that would not come out right in the middle of a sentence. */
const ODD = /["“”<>*`|:;?!()[\]{}/\\@#]/;
/** How a title begins that is half a question: "How bands work". */
const ASKING = /^(?:how|what|why|when|where|who|which)\b(?! to\b)/i;
const PROCESS = /\b(?:process|procedure|workflow)$/i;
const ARTICLE = /^(?:the|our|your|an?)\s/i;

/** Questions that a document surely answers, the best first: its own, or one about what it is called. */
export function questionsAbout(title: string, pieces: readonly Piece[] = []): string[] {
  const headings = [title, ...pieces.flatMap(headingsOf)].map(oneLine);
  const own = [...new Set(headings)].filter(isQuestion);
  const name = oneLine(title);
  if (isQuestion(name) || POOR.test(name) || !/\p{L}{3}/u.test(name)) return own;
  return [...own, questionOf(name, pieces.map(({ text }) => text).join("\n"))];
}

/** Those that it stands below, and those within it. */
function headingsOf({ headings, text }: Piece): string[] {
  const inside = splitSentences(text).filter(({ kind }) => kind === "heading");
  return [...headings, ...inside.map((heading) => heading.text.replace(/^[\s#]+/, ""))];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function isQuestion(heading: string): boolean {
  if (!/\p{L}\?$/u.test(heading) || heading.length > MOST_CHARACTERS) return false;
  return words(heading).length >= FEWEST_WORDS && !POINTS_ELSEWHERE.test(heading);
}

function questionOf(title: string, text: string): string {
  if (ODD.test(title) || ASKING.test(title)) return `What does “${title}” say?`;
  const [, task] = /^how to (.+)$/i.exec(title) ?? [];
  if (task !== undefined) return `How do I ${task}?`;
  const subject = asSpoken(title, text);
  if (PROCESS.test(subject)) {
    return `How does ${ARTICLE.test(subject) ? subject : `the ${subject}`} work?`;
  }
  // One word that ends so is something that is done: purchasing, onboarding.
  if (/^\p{L}{4,}ing$/u.test(subject)) return `How does ${subject} work?`;
  const sum = [...title].reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0);
  const begin = sum % 2 === 0 ? "What should I know about" : "What do I need to know about";
  return `${begin} ${subject}?`;
}

/** As it stands within a sentence: begun small, unless the document itself never does. */
function asSpoken(title: string, text: string): string {
  const [first] = /^\p{Lu}\p{Ll}*(?=\s|$)/u.exec(title) ?? [];
  if (first === undefined) return title;
  const small = first.toLowerCase();
  const either = `${small.replace(/s$/, "")}s?`;
  const isSpokenSmall =
    ARTICLE.test(title) || new RegExp(`(?<!\\p{L})${either}(?!\\p{L})`, "u").test(text);
  return isSpokenSmall ? small + title.slice(first.length) : title;
}
