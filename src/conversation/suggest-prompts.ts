import type { ModelDeps } from "../answer/with-model/ask-model.ts";
import { suggestWithModel } from "../answer/with-model/suggest-with-model.ts";
import type { Storage } from "../storage/storage.ts";
import type { PassageHit, VectorIndex } from "../vector-index/vector-index.ts";

export interface SuggestDeps {
  storage: Pick<Storage, "documents" | "sources">;
  index: Pick<VectorIndex, "readDocument">;
  /** Undefined where no language model is configured: then nothing is suggested. */
  assistant: ModelDeps | undefined;
  now: () => number;
}

/** Questions that the documents under these access lists answer; undefined while there are none. */
export type SuggestPrompts = (allowedIds: readonly number[]) => Promise<string[] | undefined>;

interface Suggested {
  prompts: string[];
  /** What they were made of: a list keeps its id when a document leaves it. */
  documents: Pick<PassageHit, "source" | "documentId">[];
  dueAt: number;
}

const COUNT = 4;
const DOCUMENTS = 8;
const FRESH_MS = 24 * 3_600_000;
/** How soon it is tried again after the model was away. */
const RETRY_MS = 10 * 60_000;
const MAX_AUDIENCES = 50;

/**
 * Suggests questions to begin with, made by the language model once a day for each audience. Nobody
 * waits for it: whoever comes before it is done is shown something else.
 */
export function createPromptSuggester(deps: SuggestDeps, signal: AbortSignal): SuggestPrompts {
  const suggested = new Map<string, Suggested>();

  async function refresh(key: string, allowedIds: readonly number[], assistant: ModelDeps) {
    const passages = await pickPassages(allowedIds, deps);
    const shown = passages.map((passage, at) => ({ ...passage, n: at + 1, score: 1 }));
    const prompts =
      shown.length === 0 ? [] : await suggestWithModel(shown, COUNT, assistant, signal);
    const dueAt = deps.now() + (prompts.length > 0 ? FRESH_MS : RETRY_MS);
    suggested.set(key, { prompts, documents: passages, dueAt });
  }

  async function areReadable({ documents }: Suggested, allowedIds: readonly number[]) {
    for (const { source, documentId } of documents) {
      const document = await deps.storage.documents.get(source, documentId);
      if (document === undefined || !allowedIds.includes(document.accessId)) return false;
    }
    return true;
  }

  return async (allowedIds) => {
    const { assistant } = deps;
    if (assistant === undefined) return undefined;
    const key = JSON.stringify([...allowedIds].sort((a, b) => a - b));
    const kept = suggested.get(key);
    const isReadable = kept === undefined || (await areReadable(kept, allowedIds));
    const known = isReadable ? suggested.get(key) : undefined;
    if (known === undefined || known.dueAt <= deps.now()) {
      if (known === undefined && suggested.size >= MAX_AUDIENCES) suggested.clear();
      // Set at once, so that of many who come one asks.
      const { prompts, documents } = known ?? { prompts: [], documents: [] };
      suggested.set(key, { prompts, documents, dueAt: deps.now() + RETRY_MS });
      refresh(key, allowedIds, assistant).catch((error: unknown) => {
        if (!signal.aborted) assistant.logger.warn({ error }, "No questions could be suggested");
      });
    }
    return known === undefined || known.prompts.length === 0 ? undefined : known.prompts;
  };
}

/** Beginnings of documents from all over the sources. */
async function pickPassages(
  allowedIds: readonly number[],
  { storage, index }: SuggestDeps,
): Promise<PassageHit[]> {
  const allowed = new Set(allowedIds);
  const sources = await storage.sources.list();
  const lists = await Promise.all(sources.map(({ name }) => storage.documents.list(name)));
  const readable = lists
    .flatMap((documents, at) => documents.map((document) => ({ ...document, source: sources[at] })))
    .filter(({ accessId }) => allowed.has(accessId));
  const step = Math.max(1, Math.floor(readable.length / DOCUMENTS));
  const picked = readable.filter((_, at) => at % step === 0).slice(0, DOCUMENTS);
  const passages = await Promise.all(
    picked.map(({ source, documentId }) =>
      source === undefined ? [] : index.readDocument(source.name, documentId, allowedIds, [0]),
    ),
  );
  return passages.flat();
}
