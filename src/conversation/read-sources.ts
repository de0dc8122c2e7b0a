import { type Audience, allowedAccessIds } from "../access/audience.ts";
import type { Answer, Citation, Evidence } from "../answer/answer.ts";
import type { ChatStatus, CitedPassageView, DocumentView } from "../chat/chat-platform.ts";
import type { Embedder } from "../models/models.ts";
import type { AccessList, Storage } from "../storage/storage.ts";
import { questionsAbout } from "../text/question/questions-about.ts";
import { containsSentence } from "../text/split-sentences.ts";
import type { VectorIndex } from "../vector-index/vector-index.ts";
import type { SuggestPrompts } from "./suggest-prompts.ts";

export interface ReadDeps {
  storage: Storage;
  index: VectorIndex;
  servingEmbedder: () => Promise<Embedder | undefined>;
  accessLists: () => Promise<AccessList[]>;
  /** Questions a newcomer can start with while only the sample handbook is there. */
  samplePrompts: string[];
  /** Undefined where no language model suggests any. */
  suggestPrompts?: SuggestPrompts | undefined;
}

/** A cited passage; when its document is gone or no longer readable, nothing of its text. */
export async function readCitation(
  citation: Citation,
  audience: Audience,
  deps: ReadDeps,
): Promise<CitedPassageView> {
  const now = await currentText(citation, audience, deps);
  const { passage, ...shown } = citation;
  if (now === undefined) {
    return { ...shown, quote: "", quotes: [], passageText: "", changedSince: true, removed: true };
  }
  const changedSince = !stillSays(now, citation);
  return { ...shown, passageText: passage, changedSince, removed: false };
}

/** Numbers of the citations whose quote no longer stands in its document. */
export async function staleCitations(
  answer: Answer,
  audience: Audience,
  deps: ReadDeps,
): Promise<number[]> {
  const stale: number[] = [];
  for (const citation of answer.citations) {
    const now = await currentText(citation, audience, deps);
    if (now === undefined || !stillSays(now, citation)) stale.push(citation.n);
  }
  return stale;
}

/** Whether every piece that was used stands there still; answers of earlier versions have one piece. */
function stillSays(
  text: string,
  { quote, quotes = [quote] }: Pick<Citation, "quote"> & Partial<Pick<Citation, "quotes">>,
): boolean {
  return quotes.every((piece) => containsSentence(text, piece));
}

async function currentText(
  { source, documentId }: Pick<Citation, "source" | "documentId">,
  audience: Audience,
  { index, accessLists }: ReadDeps,
): Promise<string | undefined> {
  const allowed = allowedAccessIds(audience, await accessLists());
  const passages = await index.readDocument(source, documentId, allowed);
  if (passages.length === 0) return undefined;
  return passages.map((passage) => passage.text).join("\n\n");
}

/** What is shown of how an answer came about: of documents that they may not read any more, nothing. */
export async function readEvidence(
  evidence: Evidence,
  audience: Audience,
  { storage, accessLists }: ReadDeps,
): Promise<Evidence> {
  const allowed = new Set(allowedAccessIds(audience, await accessLists()));
  const documents = await Promise.all(
    evidence.considered.map((one) => storage.documents.get(one.source, one.documentId)),
  );
  const isReadable = documents.map((one) => one !== undefined && allowed.has(one.accessId));
  const considered = evidence.considered.filter((_, at) => isReadable[at]);
  // Of which of them a sentence speaks that was left out is not known.
  const isWhole = evidence.considered.every(({ used }, at) => !used || isReadable[at]);
  return { ...evidence, considered, dropped: isWhole ? evidence.dropped : [] };
}

/** A whole document, for whoever may open it. */
export async function readDocument(
  source: string,
  documentId: string,
  allowedIds: readonly number[],
  { index }: ReadDeps,
): Promise<DocumentView | undefined> {
  const passages = await index.readDocument(source, documentId, allowedIds);
  const [first] = passages;
  if (first === undefined) return undefined;
  return {
    source,
    documentId,
    title: first.title,
    path: first.path,
    url: first.url,
    updatedAt: first.updatedAt,
    passages: passages.map((passage) => passage.text),
  };
}

const MAX_PROMPTS = 4;
const MAX_TITLE_CHARACTERS = 60;

/** What there is to ask about: sources and counts of what this audience may read, no more. */
export async function readStatus(audience: Audience, deps: ReadDeps): Promise<ChatStatus> {
  const allowed = new Set(allowedAccessIds(audience, await deps.accessLists()));
  const sources = await deps.storage.sources.list();
  const shown: ChatStatus["sources"] = [];
  const titles: string[] = [];
  for (const source of sources) {
    const documents = await deps.storage.documents.list(source.name);
    const readable = documents.filter((document) => allowed.has(document.accessId));
    if (documents.length > 0 && readable.length === 0) continue;
    const passages = readable.reduce((sum, document) => sum + document.passages, 0);
    shown.push({
      name: source.name,
      documents: readable.length,
      passages,
      waitingVectors: Math.min(passages, await waitingVectors(source.name, deps)),
      lastSyncFinishedAt: source.lastSyncFinishedAt,
    });
    const short = readable.filter(({ title }) => title.length <= MAX_TITLE_CHARACTERS);
    titles.push(...short.slice(0, MAX_PROMPTS).map(({ title }) => title));
  }
  const onlySample = sources.length > 0 && sources.every((source) => source.sample);
  const suggestedPrompts = onlySample
    ? deps.samplePrompts
    : ((await deps.suggestPrompts?.([...allowed])) ??
      titles.flatMap((title) => questionsAbout(title).slice(0, 1)).slice(0, MAX_PROMPTS));
  return { sources: shown, suggestedPrompts };
}

async function waitingVectors(source: string, deps: ReadDeps): Promise<number> {
  const { index } = deps;
  const embedder = await deps.servingEmbedder();
  if (embedder === undefined) return 0;
  const { passages, vectors } = await index.stats(embedder.id, source);
  return passages - vectors;
}
