import { type Location, locateSentence } from "../../text/locate-sentence.ts";
import type { Citation } from "../answer.ts";
import type { RetrievedPassage } from "../retrieval/retrieve-passages.ts";

/** A sentence that passed the checks, with the passages that say it. */
export interface SupportedSentence {
  text: string;
  passages: RetrievedPassage[];
  /** What of each passage says it, verbatim; without it, the passages contain the text itself. */
  quotes?: ReadonlyMap<RetrievedPassage, string[]>;
  /** White space of the draft before it; without it, the passages' own layout decides. */
  before?: string | undefined;
}

export interface CitedText {
  /** As shown: marks before each sentence's closing stop, blocks on lines of their own. */
  text: string;
  /** What `text` is made of, each with the numbers it carries. */
  sentences: { text: string; citations: number[] }[];
  citations: Citation[];
}

interface CitedPassage {
  n: number;
  locations: Location[];
}

export type Citer = ReturnType<typeof createCiter>;

/**
 * Numbers the passages in the order they are first cited and writes the marks into the text.
 * `toShow` makes the text of a sentence what readers see of it. `shown` is what a run that was cut
 * off has shown already: it stays as it is and comes first.
 */
export function createCiter(
  urlOf: (passage: RetrievedPassage) => string,
  toShow: (text: string) => string,
  shown: CitedText = { text: "", sentences: [], citations: [] },
) {
  const cited = new Map<RetrievedPassage, CitedPassage>();
  const sentences = [...shown.sentences];
  let text = shown.text;
  let wasBlock = false;

  function citePassage(passage: RetrievedPassage, quotes: string[]): CitedPassage {
    const known = shown.citations.find((c) => isSamePassage(c, passage));
    const n = known?.n ?? shown.citations.length + newPassages() + 1;
    const entry = cited.get(passage) ?? { n, locations: [] };
    cited.set(passage, entry);
    entry.locations.push(...quotes.map((quote) => locateSentence(passage.text, quote)));
    return entry;
  }

  function newPassages(): number {
    return [...cited.values()].filter(({ n }) => n > shown.citations.length).length;
  }

  return {
    /** The piece of text that showing it adds. */
    add(sentence: SupportedSentence): string {
      const entries = sentence.passages.map((passage) =>
        citePassage(passage, sentence.quotes?.get(passage) ?? [sentence.text]),
      );
      const numbers = entries.map((entry) => entry.n);
      const own = toShow(sentence.text);
      const isBlock = own.includes("\n") || entries.some(endsInBlock);
      const usual = isBlock || wasBlock ? "\n" : " ";
      const separator = text === "" ? "" : (sentence.before ?? usual) || usual;
      const piece = separator + markSentence(own, numbers);
      sentences.push({ text: own, citations: numbers });
      text += piece;
      wasBlock = isBlock;
      return piece;
    },
    has: (sentence: string): boolean => sentences.some((other) => other.text === toShow(sentence)),
    get isEmpty() {
      return sentences.length === 0;
    },
    result(): CitedText {
      const added = [...cited]
        .filter(([, { n }]) => n > shown.citations.length)
        .map(([passage, entry]) => toCitation(passage, entry, urlOf(passage)));
      return { text, sentences: [...sentences], citations: [...shown.citations, ...added] };
    },
  };
}

function isSamePassage(citation: Citation, passage: RetrievedPassage): boolean {
  const { source, documentId } = citation;
  const isSameDocument = source === passage.source && documentId === passage.documentId;
  return isSameDocument && citation.passage === passage.text;
}

function endsInBlock(entry: CitedPassage): boolean {
  return entry.locations.at(-1)?.isBlock ?? false;
}

/** “Ten days.” becomes “Ten days [1].”; the mark follows where no full stop ends the sentence. */
function markSentence(text: string, numbers: number[]): string {
  const marks = numbers.map((n) => ` [${n}]`).join("");
  // Behind a code block's closing fence, a mark would keep it from closing.
  if (/^\s*(?:`{3,}|~{3,})\s*$/.test(text.split("\n").at(-1) ?? "")) {
    return `${text.trimEnd()}\n${marks.trimStart()}`;
  }
  const stop = /[.!?。！？]+$/u.exec(text)?.[0] ?? "";
  return text.slice(0, text.length - stop.length) + marks + stop;
}

function toCitation(passage: RetrievedPassage, entry: CitedPassage, url: string): Citation {
  const pieces = mergeLocations(entry.locations);
  const [start, end] = [pieces[0]?.start, pieces.at(-1)?.end];
  return {
    n: entry.n,
    documentId: passage.documentId,
    source: passage.source,
    title: passage.title,
    url,
    path: passage.path,
    headings: passage.headings,
    quote: passage.text.slice(start, end).trim(),
    quotes: pieces.map((piece) => passage.text.slice(piece.start, piece.end).trim()),
    passage: passage.text,
    updatedAt: passage.updatedAt ?? null,
  };
}

/** In the passage's order, those that overlap as one. */
function mergeLocations(locations: readonly Location[]): { start: number; end: number }[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of locations.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
