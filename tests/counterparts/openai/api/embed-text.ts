import { stem } from "../../../../src/text/stem.ts";
import { stopWords } from "../../../../src/text/stop-words.ts";
import { tokenize } from "../../../../src/text/tokenize.ts";

const ENGLISH = stopWords("en");

/**
 * A unit vector of `dimensions` numbers: each stem points its own way, so texts that share words
 * lie near each other. Vectors of different models (`seed`) have nothing to do with each other.
 */
export function embedText(text: string, seed: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const [word, weight] of weightsOf(text)) {
    addDirection(vector, `${seed} ${word}`, weight);
  }
  return toUnitLength(vector);
}

/** The first numbers of a vector, made one long again, as the vendor shortens them. */
export function shorten(vector: Float32Array, dimensions: number): Float32Array {
  return toUnitLength(vector.slice(0, dimensions));
}

function weightsOf(text: string): Map<string, number> {
  const terms = tokenize(text);
  const content = terms.filter((term) => !ENGLISH.has(term));
  const counts = new Map<string, number>();
  for (const term of content.length > 0 ? content : terms.length > 0 ? terms : [text]) {
    const word = stem(term);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  for (const [word, count] of counts) counts.set(word, Math.sqrt(count));
  return counts;
}

// Each number is +1 or -1 by a bit of a xorshift seeded with the word's FNV-1a hash.
function addDirection(vector: Float32Array, word: string, weight: number): void {
  let state = hash(word);
  for (let at = 0; at < vector.length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    vector[at] = (vector[at] ?? 0) + ((state & 16) === 0 ? weight : -weight);
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  // Zero would stay zero for ever.
  return value === 0 ? 1 : value;
}

function toUnitLength(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (length === 0) {
    vector[0] = 1;
    return vector;
  }
  return vector.map((value) => value / length);
}
