import { isUnspaced } from "../../text/bigrams.ts";
import { tokenize } from "../../text/tokenize.ts";

/** Fewer words in a row are shared by texts that have nothing to do with each other. */
const RUN_WORDS = 6;
/** The same where each two signs count as a word, as in Chinese and Japanese. */
const RUN_PAIRS = 20;
/** A text that is shorter as a whole counts from so many words on. */
const LEAST_WORDS = 2;
const LEAST_PAIRS = 10;
/** A number or code of so many signs is somebody's own even when it stands alone. */
const LEAST_CODE = 5;
const CODE = /\p{N}/u;
/** Positions of documents take so many values in an entry; with 32 bits of hash they fit a double. */
const MOST_DOCUMENTS = 2 ** 20;

export interface WordRuns {
  /** Runs of words in this text, each with the positions of documents that may have it, too. */
  find(text: string): Map<string, number[]>;
  /** Whether the document has these words in a row. */
  has(at: number, run: string): boolean;
}

/** Finds documents by any of their runs of words, their titles and their codes. */
export function indexWordRuns(documents: readonly { title: string; text: string }[]): WordRuns {
  const texts: string[] = [];
  const short = new Map<string, number[]>();
  const entries: number[] = [];
  for (const [at, { title, text }] of documents.entries()) {
    const [inTitle, inText] = [tokenize(title), tokenize(text)];
    const inPlain = tokenize(withoutMarkup(text));
    texts.push([inTitle, inText, inPlain].map(spaced).join("\n"));
    const own = new Set<number>();
    for (const words of [inTitle, inText, inPlain]) {
      for (const run of hashedRuns(words).values()) own.add(run * MOST_DOCUMENTS + at);
      const least = words.some(isUnspaced) ? LEAST_PAIRS : LEAST_WORDS;
      if (words.length < runLength(words, 0) && words.length >= least) note(words.join(" "), at);
    }
    for (const code of new Set(inText.filter(isCode))) note(code, at);
    for (const entry of own) entries.push(entry);
  }
  const sorted = Float64Array.from(entries).sort();
  const lengths = new Set([...short.keys()].map((run) => run.split(" ").length));

  function note(run: string, at: number): void {
    const known = short.get(run);
    if (known === undefined) short.set(run, [at]);
    else if (!known.includes(at)) known.push(at);
  }

  return {
    has: (at, run) => texts[at]?.includes(` ${run} `) ?? false,
    find(text) {
      const words = tokenize(text);
      const found = new Map<string, number[]>();
      for (const [from, hash] of hashedRuns(words)) {
        const documents = documentsOf(hash, sorted);
        if (documents.length > 0)
          found.set(wordsAt(words, from, runLength(words, from)), documents);
      }
      for (const length of lengths) {
        for (let from = 0; from + length <= words.length; from++) {
          const run = wordsAt(words, from, length);
          const documents = short.get(run);
          if (documents !== undefined) found.set(run, documents);
        }
      }
      return found;
    },
  };
}

function wordsAt(words: readonly string[], from: number, length: number): string {
  return words.slice(from, from + length).join(" ");
}

/** As it is shown: without the targets of links and without tags. */
function withoutMarkup(text: string): string {
  return text.replaceAll(/\]\([^)\s]*\)/g, "] ").replaceAll(/<[^<>]*>/g, " ");
}

function spaced(words: readonly string[]): string {
  return ` ${words.join(" ")} `;
}

function isCode(word: string): boolean {
  return word.length >= LEAST_CODE && CODE.test(word);
}

function runLength(words: readonly string[], from: number): number {
  return words.slice(from, from + RUN_WORDS).some(isUnspaced) ? RUN_PAIRS : RUN_WORDS;
}

/** One number for each run of words, by where it begins. */
function hashedRuns(words: readonly string[]): Map<number, number> {
  const hashes = words.map(hashOf);
  const runs = new Map<number, number>();
  for (let from = 0; from + RUN_WORDS <= hashes.length; from++) {
    const end = from + runLength(words, from);
    if (end > hashes.length) continue;
    let run = 0;
    for (let at = from; at < end; at++) {
      run = Math.imul(run ^ (hashes[at] ?? 0), 0x01000193) ^ (run >>> 13);
    }
    runs.set(from, run >>> 0);
  }
  return runs;
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) {
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** Two runs may have one hash, so that these are only candidates. */
function documentsOf(hash: number, sorted: Float64Array): number[] {
  const least = hash * MOST_DOCUMENTS;
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < sorted.length && (sorted[end] ?? 0) < least + MOST_DOCUMENTS) end += 1;
  return [...sorted.subarray(low, end)].map((entry) => entry - least);
}
