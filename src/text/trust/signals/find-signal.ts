import { ABOUT_ANSWERS } from "./about-answers.ts";
import { OTHER_LANGUAGES } from "./other-languages.ts";
import { QUOTATIONS } from "./quotations.ts";
import type { Signal } from "./signal.ts";
import { TO_THE_WRITER } from "./to-the-writer.ts";
import { ANSWERS } from "./vocabulary.ts";

/** All that a text aimed at whoever writes answers is known by. */
export const SIGNALS: readonly Signal[] = [
  ...TO_THE_WRITER,
  ...ABOUT_ANSWERS,
  ...QUOTATIONS,
  ...OTHER_LANGUAGES,
];

/** Questions about what signals are made of: there the two cannot be told apart. */
const ASKED_ABOUT: Readonly<Record<Signal["scope"], RegExp | undefined>> = {
  always: undefined,
  // "How fast do replies to customers have to be?"
  answers: new RegExp(
    `\\b(?:${ANSWERS}|prompts?|letters?|words?|spelling|text|translat\\w*|base ?64|code|emojis?|chat ?bots?|assistants?|A\\.?I\\.?|LLMs?|models?)\\b|antwort|réponse|respuesta|rispost|antwoord|odpowied|ответ|回答|答复|回复|答案|返信`,
    "iu",
  ),
  // "What do I say on the phone?"
  wording:
    /(?<!\p{L})(?:say|says|said|saying|tell|told|state|stated|mention\w*|announce\w*|declare\w*|speak|greet\w*|wording|phrases?|words?|scripts?|sag\w*|schreib\w*|dire|dit|decir|zeggen|schrijven|säga|skriva)(?!\p{L})/iu,
};

/** Those that tell something in pages read for a question; without one, those that always do. */
export function signalsFor(question?: string): readonly Signal[] {
  return SIGNALS.filter(({ scope }) => {
    const asked = ASKED_ABOUT[scope];
    return asked === undefined || (question !== undefined && !asked.test(question));
  });
}

/** The first signal of a sentence; it is to be without disguise. */
export function findSignal(plain: string, signals: readonly Signal[]): Signal | undefined {
  return signals.find(({ patterns }) => patterns.some((pattern) => pattern.test(plain)));
}
