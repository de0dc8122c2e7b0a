import { createHash } from "node:crypto";
import { guessLanguage } from "../../../text/guess-language.ts";
import { splitSentences } from "../../../text/split-sentences.ts";
import type { DocumentKey, PassageHit, VectorIndex } from "../../../vector-index/vector-index.ts";
import { documentKey } from "../../document-key.ts";
import type { DatasetRow } from "../dataset-row.ts";
import { type SuggestQuestions, sentenceFor } from "./ask-for-questions.ts";
import { withMark } from "./mark-sentences.ts";
import type { ContextReader } from "./read-contexts.ts";

interface Phrases {
  about: (title: string, heading: string) => string;
  what: (thing: string) => string;
  howMany: (unit: string, title: string) => string;
  /** `<thing> is <something>`. */
  defines: RegExp;
}

const ENGLISH: Phrases = {
  about: (title, heading) => `What does “${title}” say about ${heading}?`,
  what: (thing) => `What is ${thing}?`,
  howMany: (unit, title) => `How many ${unit} does “${title}” name?`,
  defines: /^(?:(?:An?|The) )?(\p{L}[\p{L}\p{N} -]{2,40}?) (?:is|are|means) (?:an?|the) /u,
};
const PHRASES: Readonly<Record<string, Phrases>> = {
  en: ENGLISH,
  de: {
    about: (title, heading) => `Was sagt „${title}“ zu ${heading}?`,
    what: (thing) => `Was ist ${thing}?`,
    howMany: (unit, title) => `Wie viele ${unit} nennt „${title}“?`,
    defines:
      /^(?:(?:Eine?|Der|Die|Das) )?(\p{L}[\p{L}\p{N} -]{2,40}?) (?:ist|sind|bedeutet) (?:eine?|die|der|das) /u,
  },
};
const FIGURE = /(?<![\p{L}\p{N}.,])\d[\d.,]*\s(?<unit>\p{Ll}{3,20})(?!\p{L})/u;
const SHORTEST = 25;
/** The same whenever it is made, so that the same documents make the same dataset. */
const UNDATED = Date.UTC(2026, 0, 1);
const PORTION = 200;

export interface SynthesisOptions {
  suggest?: SuggestQuestions | undefined;
  isLeftOut?: ((document: DocumentKey) => Promise<boolean>) | undefined;
}

/**
 * Questions that documents answer: a model's, each with the sentence of the passage that says most of what it asks about;
 * where there is none, or it finds nothing, made by rules of headings, definitions and figures. `isLeftOut`: of which
 * documents none is made.
 */
export async function synthesizeQuestions(
  wanted: number,
  index: Pick<VectorIndex, "listDocuments">,
  reader: ContextReader,
  { suggest, isLeftOut }: SynthesisOptions,
): Promise<DatasetRow[]> {
  const rows = new Map<string, DatasetRow>();
  for (let after: Parameters<VectorIndex["listDocuments"]>[0]; rows.size < wanted; ) {
    const documents = await index.listDocuments(after, PORTION);
    for (const { source, documentId } of documents) {
      if (rows.size >= wanted) break;
      if (await isLeftOut?.({ source, documentId })) continue;
      for (const passage of await reader.passagesOf(source, documentId)) {
        if (rows.size >= wanted) break;
        for (const row of await rowsOf(passage, reader, suggest)) {
          if (rows.size < wanted) rows.set(row.standAlone.toLowerCase(), row);
        }
      }
    }
    after = documents.at(-1);
    if (after === undefined || documents.length < PORTION) break;
  }
  return [...rows.values()];
}

async function rowsOf(
  passage: PassageHit,
  reader: ContextReader,
  suggest: SuggestQuestions | undefined,
): Promise<DatasetRow[]> {
  const context = reader.toContext([passage]);
  if (typeof context === "string") return [];
  const sentences = splitSentences(passage.text)
    .filter(({ kind, text }) => kind !== "heading" && text.length >= SHORTEST)
    .map(({ text }) => text.trim());
  const suggested = ((await suggest?.(passage)) ?? []).flatMap((question): [string, string][] => {
    const sentence = sentenceFor(question, sentences);
    return sentence === undefined ? [] : [[question, sentence]];
  });
  const made = suggested.length > 0 ? suggested : byRules(passage, sentences);
  return made.map(([question, sentence]) => rowOf(question, sentence, passage, context));
}

/** Questions, each with the sentence that answers it. */
function byRules(passage: PassageHit, sentences: readonly string[]): [string, string][] {
  const phrases = PHRASES[guessLanguage(passage.text)];
  if (phrases === undefined) return [];
  const heading = passage.headings.at(-1);
  const made: [string, string][] = [];
  const [first] = sentences;
  if (heading !== undefined && heading !== passage.title && first !== undefined) {
    const asks = heading.endsWith("?") ? heading : phrases.about(passage.title, heading);
    made.push([asks, first]);
  }
  for (const sentence of sentences) {
    const thing = phrases.defines.exec(sentence)?.[1];
    const unit = FIGURE.exec(sentence)?.groups?.unit;
    if (thing !== undefined) made.push([phrases.what(thing), sentence]);
    else if (unit !== undefined)
      made.push([phrases.howMany(unit, heading ?? passage.title), sentence]);
  }
  return made;
}

function rowOf(
  question: string,
  sentence: string,
  passage: PassageHit,
  context: DatasetRow["contexts"][number],
): DatasetRow {
  return {
    id: `s${createHash("sha256").update(`${question}\0${passage.hash}`).digest("hex").slice(0, 12)}`,
    ...{
      at: Date.parse(passage.updatedAt ?? "") || UNDATED,
      kind: "synthetic",
      surface: "none",
      question,
      standAlone: question,
    },
    contexts: [context],
    documents: [documentKey(passage)],
    gold: withMark(sentence, 1),
    ...{ correction: undefined, reviewed: undefined },
    ...{ answer: undefined, model: undefined, promptVersion: undefined, adapterVersion: undefined },
    votes: { up: 0, down: 0, reasons: [], citations: {} },
    voters: [],
    provenance: { question: "synthetic", contexts: "kb_source", gold: "kb_source" },
  };
}
