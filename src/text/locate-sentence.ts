import { containsSentence, type Sentence, splitSentences } from "./split-sentences.ts";

export interface Location {
  /** UTF-16 indices into the passage. */
  start: number;
  end: number;
  /** Kinds of the units it was found in, in order. */
  kinds: Sentence["kind"][];
}

/** Where a sentence of one or more lines stands in a passage; the whole passage when it spans units. */
export function locateSentence(passage: string, sentence: string): Location {
  const units = splitSentences(passage);
  const lines = sentence.split("\n").filter((line) => line.trim() !== "");
  const found: Sentence[] = [];
  for (const line of lines) {
    const unit = units.find((u) => containsSentence(passage.slice(u.start, u.end), line));
    if (unit === undefined) return { start: 0, end: passage.length, kinds: ["prose"] };
    if (!found.includes(unit)) found.push(unit);
  }
  return {
    start: Math.min(...found.map((unit) => unit.start)),
    end: Math.max(...found.map((unit) => unit.end)),
    kinds: found.map((unit) => unit.kind),
  };
}
