import { type Audience, allowedAccessIds } from "../access/audience.ts";
import type { Answer, Citation } from "../answer/answer.ts";
import type { ChatStatus, CitedPassageView, DocumentView } from "../chat/chat-platform.ts";
import type { Embedder } from "../models/models.ts";
import type { AccessList, Storage } from "../storage/storage.ts";
import { containsSentence } from "../text/split-sentences.ts";
import type { VectorIndex } from "../vector-index/vector-index.ts";

export interface ReadDeps {
  storage: Storage;
  index: VectorIndex;
  embedder: Embedder | undefined;
  accessLists: () => Promise<AccessList[]>;
  /** Questions a newcomer can start with while only the sample handbook is there. */
  samplePrompts: string[];
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
    return { ...shown, quote: "", passageText: "", changedSince: true, removed: true };
  }
  const changedSince = !containsSentence(now, citation.quote);
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
    if (now === undefined || !containsSentence(now, citation.quote)) stale.push(citation.n);
  }
  return stale;
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

/** What there is to ask about. */
export async function readStatus(audience: Audience, deps: ReadDeps): Promise<ChatStatus> {
  const sources = await deps.storage.sources.list();
  const rows = sources.map(async (source) => {
    const stats = await deps.index.stats(deps.embedder?.id, source.name);
    return {
      name: source.name,
      documents: stats.documents,
      passages: stats.passages,
      waitingVectors: deps.embedder === undefined ? 0 : stats.passages - stats.vectors,
      lastSyncFinishedAt: source.lastSyncFinishedAt,
    };
  });
  const onlySample = sources.length > 0 && sources.every((source) => source.sample);
  const suggestedPrompts = onlySample ? deps.samplePrompts : await titlePrompts(audience, deps);
  return { sources: await Promise.all(rows), suggestedPrompts };
}

const MAX_PROMPTS = 4;

/** Prompts made of the titles that this audience may see. */
async function titlePrompts(audience: Audience, deps: ReadDeps): Promise<string[]> {
  const allowed = new Set(allowedAccessIds(audience, await deps.accessLists()));
  const prompts: string[] = [];
  for (const source of await deps.storage.sources.list()) {
    const documents = await deps.storage.documents.list(source.name);
    const readable = documents.filter((d) => allowed.has(d.accessId) && d.title.length <= 60);
    prompts.push(...readable.slice(0, MAX_PROMPTS).map((d) => `What does “${d.title}” say?`));
  }
  return prompts.slice(0, MAX_PROMPTS);
}
