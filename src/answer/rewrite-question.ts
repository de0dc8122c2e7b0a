import { contentTerms } from "../text/content-terms.ts";
import { words } from "../text/tokenize.ts";
import type { Turn } from "./answer.ts";

/** What is searched for. */
export interface SearchText {
  /** The question as it was asked. */
  text: string;
  /** Earlier turns that the question leans on, counted at a lower weight; often empty. */
  context: string;
}

/** A question with no more terms than this leaves out what the conversation is about. */
const SHORT_TERMS = 2;
const CONTEXT_TURNS = 2;
const MAX_TURN_CHARACTERS = 1000;

/** Words that point back at something said before, in the languages with a stop list. */
const POINTERS = new Set(
  words(`it its they them their theirs this that these those one ones he she him his her there same
    other others another else more also so then again both such meant mean above previous
    esto eso esta ese este estos esas ellos ellas ello otro otra mismo tambien entonces
    das dies dieses diese davon dafur dazu damit darin es er sie ihn ihm andere auch dann
    cela ca celui celle ceux ils elles y en autre aussi meme alors`),
);

/** Words of turns that only keep a conversation going. */
const SMALL_TALK = new Set(
  words(`hi hello hey thanks thank help great ok okay yes no fine good sure understand got see
    information need know like want hola gracias danke hallo bitte merci bonjour`),
);

/**
 * Makes a question searchable on its own: when it is short or points back, the last two turns of the
 * user that say something become its context. A self-contained question stays alone.
 */
export function rewriteQuestion(question: string, history: readonly Turn[]): SearchText {
  if (!leansOnHistory(question)) {
    return { text: question, context: "" };
  }
  const turns = history.filter(({ role, text }) => role === "user" && saysSomething(text));
  const context = turns.slice(-CONTEXT_TURNS).map(({ text }) => text.slice(0, MAX_TURN_CHARACTERS));
  return { text: question, context: context.join("\n") };
}

/** Question and context in one text, for the keyword search and the embedder. */
export function wholeText({ text, context }: SearchText): string {
  return context === "" ? text : `${text}\n${context}`;
}

/** Whether a question is short or points back at what was said before it. */
export function leansOnHistory(question: string): boolean {
  return (
    contentTerms(question).length <= SHORT_TERMS ||
    words(question).some((word) => POINTERS.has(word))
  );
}

function saysSomething(text: string): boolean {
  return contentTerms(text).some((term) => !SMALL_TALK.has(term));
}
