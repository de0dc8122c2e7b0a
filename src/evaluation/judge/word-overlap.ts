import { stem } from "../../text/stem.ts";
import { tokenize } from "../../text/tokenize.ts";

/** The baseline to beat: mean of the shares of an answer's words and word pairs that passages hold. */
export function wordOverlap(answer: string, passages: readonly string[]): number {
  const known = passages.map(stems);
  const words = stems(answer);
  const held = new Set(known.flat());
  const heldPairs = new Set(known.flatMap(pairs));
  return (shareIn(words, held) + shareIn(pairs(words), heldPairs)) / 2;
}

function stems(text: string): string[] {
  return tokenize(text).map(stem);
}

function pairs(words: readonly string[]): string[] {
  return words.slice(1).map((word, at) => `${words[at]} ${word}`);
}

function shareIn(values: readonly string[], held: ReadonlySet<string>): number {
  return values.filter((value) => held.has(value)).length / Math.max(1, values.length);
}
