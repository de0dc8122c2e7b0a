import { hidesWords } from "./hides-words.ts";
import { type Aim, maskInstructions, maskName } from "./mask-instructions.ts";
import { revealSentence } from "./reveal-sentence.ts";
import { withoutInvisible } from "./reveal-text.ts";
import { findSignal, signalsFor } from "./signals/find-signal.ts";
import { QUOTATION } from "./signals/quotations.ts";

/**
 * A text of a document without what is not meant for its readers; all else keeps its place. Of a
 * `name`, a title, a heading or a path, all goes or nothing.
 */
export type Mask = (text: string, kind?: "name") => string;

/**
 * Makes what takes out of documents, for one question, whatever is aimed at whoever answers it or
 * is hidden from whoever reads them. Texts are read once.
 */
export function createMask(question: string): Mask {
  const signals = signalsFor(question);
  const asked = question.toLowerCase();
  /** To quote what was asked says nothing of what to say. */
  const withoutEchoes = (text: string) =>
    text.replace(QUOTATION, (all: string, _mark: string, inside: string) =>
      asked.includes(inside.toLowerCase()) ? inside : all,
    );
  const aimOf = (one: string): Aim => {
    const signal = findSignal(withoutEchoes(revealSentence(withoutInvisible(one))), signals);
    // What is certain spreads, and a question orders nothing; all else is a matter of its own sentence.
    if (signal === undefined) return "none";
    return signal.scope === "always" && !/[?？]\s*$/u.test(one) ? "spreads" : "itself";
  };
  const known = new Map<string, string>();
  return (text, kind) => {
    const key = `${kind ?? ""}\n${text}`;
    let masked = known.get(key);
    if (masked === undefined) {
      const seen = text.replace(/[^\n]+/g, (line) =>
        hidesWords(line) ? line.replace(/./gsu, (one) => " ".repeat(one.length)) : line,
      );
      masked = (kind === "name" ? maskName : maskInstructions)(seen, aimOf);
      known.set(key, masked);
    }
    return masked;
  };
}
