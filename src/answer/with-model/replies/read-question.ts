import { contentStems } from "../../../text/content-stems.ts";
import { stem } from "../../../text/stem.ts";
import { tokenize } from "../../../text/tokenize.ts";

const MAX_CHARACTERS = 400;
/** The least share of what a question says that must come from where it was made of. */
const MIN_SHARE = 0.5;
const LABEL =
  /^(?:(?:(?:rewritten|stand-?alone|new|search|sub-?)[ -]?)*question|frage|pregunta)\s*:\s*/iu;
const QUOTES = /^["'“”„«»`]+|["'“”„«»`]+$/gu;
const ENDS_ASKING = /[?？؟]["'”’»)]*$/u;
const ENDS_STATING = /[.!:。！…]["'”’»)]*$/u;
/** How replies begin that answer, refuse or chat. */
const ANSWERS =
  /^(?:yes|no|sure|certainly|of course|okay|here (?:is|are)|sorry|i['’]?m sorry|i am sorry|i (?:cannot|can['’]t|do not|don['’]t)|as an ai|unfortunately|based on|according to|ja|nein|leider|oui|non|désolé|sí|lo siento)(?=[\s,.!:]|$)/iu;
/** Marks, blanks to fill in, markup and addresses have no place in a question we search for. */
const FOREIGN = /[[\]{}<>]|#\d|:\/\/|not_found/iu;
const FIGURE = /\p{N}+(?:[.,]\p{N}+)*/gu;

export interface QuestionOrigin {
  /** All that was asked and said; a question that says other things was not made of it. */
  from: string;
  /** Whether keywords and orders ("list the holidays") may do without a question mark. */
  mayState: boolean;
}

/**
 * The question in a reply; undefined when it is no plausible question, or says things that were not
 * said where it comes from.
 */
export function readQuestion(
  reply: string,
  { from, mayState }: QuestionOrigin,
): string | undefined {
  const question = reply.trim().replace(LABEL, "").replace(QUOTES, "").trim();
  if (question === "" || question.length > MAX_CHARACTERS || /[\n\r]/.test(question)) return;
  if (FOREIGN.test(question) || ANSWERS.test(question)) return;
  const asks = ENDS_ASKING.test(question) || (mayState && !ENDS_STATING.test(question));
  if (!asks || saysNewFigures(question, from)) return;
  return shareFrom(question, from) >= MIN_SHARE ? question : undefined;
}

function saysNewFigures(question: string, from: string): boolean {
  const known = new Set(from.match(FIGURE) ?? []);
  return (question.match(FIGURE) ?? []).some((figure) => !known.has(figure));
}

function shareFrom(question: string, from: string): number {
  const said = contentStems(question);
  const known = new Set(tokenize(from).map(stem));
  return said.size === 0 ? 0 : [...said].filter((term) => known.has(term)).length / said.size;
}
