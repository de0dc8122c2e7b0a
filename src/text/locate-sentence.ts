import { containsSentence, type Sentence, splitSentences } from "./split-sentences.ts";

export interface Location {
  /** UTF-16 indices into the passage. */
  start: number;
  end: number;
  /** Whether it is a line or a block of its own there, such as a list item or a table's row. */
  isBlock: boolean;
}

type Span = Pick<Sentence, "start" | "end" | "kind">;

/** Where a sentence of one or more lines stands in a passage; the whole passage when it spans units. */
export function locateSentence(passage: string, sentence: string): Location {
  // A table's header is no sentence of its own, but a row is shown with it.
  const units: Span[] = [...splitSentences(passage), ...linesOf(passage)];
  const found: Span[] = [];
  for (const line of sentence.split("\n").filter((text) => text.trim() !== "")) {
    const unit = units.find((u) => containsSentence(passage.slice(u.start, u.end), line));
    if (unit === undefined) return { start: 0, end: passage.length, isBlock: false };
    found.push(unit);
  }
  return {
    start: Math.min(...found.map((unit) => unit.start)),
    end: Math.max(...found.map((unit) => unit.end)),
    isBlock: found.some((unit) => unit.kind !== "prose"),
  };
}

function linesOf(passage: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const line of passage.split("\n")) {
    spans.push({ start, end: start + line.length, kind: "table-row" });
    start += line.length + 1;
  }
  return spans;
}
