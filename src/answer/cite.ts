import { type Location, locateSentence } from "../text/locate-sentence.ts";
import type { Citation } from "./answer.ts";
import type { RetrievedPassage } from "./retrieval/retrieve-passages.ts";

/** A sentence that passed the checks, with the passages that contain it. */
export interface SupportedSentence {
  text: string;
  passages: RetrievedPassage[];
}

export interface CitedText {
  /** As shown: marks before each sentence's closing stop, blocks on lines of their own. */
  text: string;
  /** What `text` is made of, each with the numbers it carries. */
  sentences: { text: string; citations: number[] }[];
  /** The pieces of `text` in order, marks and white space included. */
  pieces: string[];
  citations: Citation[];
}

interface CitedPassage {
  n: number;
  locations: Location[];
}

/** Numbers the passages in the order they are first cited and writes the marks into the text. */
export function cite(
  sentences: SupportedSentence[],
  urlOf: (passage: RetrievedPassage) => string,
): CitedText {
  const cited = new Map<RetrievedPassage, CitedPassage>();
  const shown: CitedText["sentences"] = [];
  const pieces: string[] = [];
  let wasBlock = false;
  for (const { text, passages } of sentences) {
    const entries = passages.map((passage) => citePassage(passage, text, cited));
    const numbers = entries.map((entry) => entry.n);
    const isBlock = text.includes("\n") || entries.some((entry) => isBlockAt(entry));
    const separator = pieces.length === 0 ? "" : isBlock || wasBlock ? "\n" : " ";
    pieces.push(separator + markSentence(text, numbers));
    shown.push({ text, citations: numbers });
    wasBlock = isBlock;
  }
  const citations = [...cited].map(([passage, entry]) =>
    toCitation(passage, entry, urlOf(passage)),
  );
  return { text: pieces.join(""), sentences: shown, pieces, citations };
}

function citePassage(
  passage: RetrievedPassage,
  text: string,
  cited: Map<RetrievedPassage, CitedPassage>,
): CitedPassage {
  const entry = cited.get(passage) ?? { n: cited.size + 1, locations: [] };
  cited.set(passage, entry);
  entry.locations.push(locateSentence(passage.text, text));
  return entry;
}

function isBlockAt(entry: CitedPassage): boolean {
  return entry.locations.at(-1)?.isBlock ?? false;
}

/** “Ten days.” becomes “Ten days [1].”; the mark follows where no full stop ends the sentence. */
function markSentence(text: string, numbers: number[]): string {
  const marks = numbers.map((n) => ` [${n}]`).join("");
  const stop = /[.!?。！？]+$/u.exec(text)?.[0] ?? "";
  return text.slice(0, text.length - stop.length) + marks + stop;
}

function toCitation(passage: RetrievedPassage, entry: CitedPassage, url: string): Citation {
  const start = Math.min(...entry.locations.map((location) => location.start));
  const end = Math.max(...entry.locations.map((location) => location.end));
  return {
    n: entry.n,
    documentId: passage.documentId,
    source: passage.source,
    title: passage.title,
    url,
    path: passage.path,
    headings: passage.headings,
    quote: passage.text.slice(start, end).trim(),
    passage: passage.text,
    updatedAt: passage.updatedAt ?? null,
  };
}
