import { createAnswerTalk } from "./create-answer-talk.ts";
import { createDictation } from "./create-dictation.ts";
import { findInstruction } from "./find-instruction.ts";
import { hidesWords } from "./hides-words.ts";
import { maskInstructions } from "./mask-instructions.ts";

/** A text of a document without what is not meant for its readers; all else keeps its place. */
export type Mask = (text: string) => string;

/**
 * Makes what takes out of documents, for one question, whatever is aimed at whoever answers it or
 * is hidden from whoever reads them. Texts are read once.
 */
export function createMask(question: string): Mask {
  const speaksOfAnswers = createAnswerTalk(question);
  const dictates = createDictation(question);
  const isAimed = (one: string) =>
    findInstruction(one) !== undefined || speaksOfAnswers(one) || dictates(one);
  const known = new Map<string, string>();
  return (text) => {
    let masked = known.get(text);
    if (masked === undefined) {
      const seen = text.replace(/[^\n]+/g, (line) =>
        hidesWords(line) ? line.replace(/./gsu, (one) => " ".repeat(one.length)) : line,
      );
      masked = maskInstructions(seen, isAimed);
      known.set(text, masked);
    }
    return masked;
  };
}
