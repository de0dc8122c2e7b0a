import { allowedAccessIds, EVERYONE } from "../../../access/audience.ts";
import type { Storage } from "../../../storage/storage.ts";
import { containsSentence } from "../../../text/split-sentences.ts";
import type { PassageHit, VectorIndex } from "../../../vector-index/vector-index.ts";
import { documentKey } from "../../document-key.ts";
import type { RowContext } from "../dataset-row.ts";

export interface ContextDeps {
  storage: Pick<Storage, "accessLists">;
  index: Pick<VectorIndex, "readDocument" | "search">;
  includeRestricted: boolean;
}

export interface NamedPassage {
  source: string;
  documentId: string;
  hash: string;
}

const NEAREST = 5;

export const GONE = "a passage has changed since, or is gone";
export const RESTRICTED = "a passage is not for everyone (--include-restricted takes it in)";

/** Reads passages as they are now, each document once. */
export async function createContextReader({ storage, index, includeRestricted }: ContextDeps) {
  const lists = await storage.accessLists.list();
  const all = lists.map(({ id }) => id);
  const open = new Set(includeRestricted ? all : allowedAccessIds(EVERYONE, lists));
  const read = new Map<string, Promise<PassageHit[]>>();
  const passagesOf = (source: string, documentId: string) => {
    const key = documentKey({ source, documentId });
    const known = read.get(key) ?? index.readDocument(source, documentId, all);
    read.set(key, known);
    return known;
  };
  const toContext = (passages: readonly PassageHit[]): RowContext | string => {
    const [first] = passages;
    if (first === undefined) return GONE;
    if (!open.has(first.accessId)) return RESTRICTED;
    const { source, documentId, title, headings, path, updatedAt } = first;
    return {
      ...{ source, documentId, title, headings, path, updatedAt },
      hash: passages.map(({ hash }) => hash).join("+"),
      text: passages.map(({ text }) => text).join("\n\n"),
    };
  };
  return {
    passagesOf,
    /** The passage that has this hash, or those that have these; else why there is none. */
    async byHash({ source, documentId, hash }: NamedPassage): Promise<RowContext | string> {
      const passages = await passagesOf(source, documentId);
      const wanted = hash.split("+");
      const found = passages.filter((one) => wanted.includes(one.hash));
      return found.length < wanted.length ? GONE : toContext(found.slice(0, wanted.length));
    },
    /** The passage that says one of these sentences. */
    async byQuote(
      { source, documentId }: { source: string; documentId: string },
      quotes: readonly string[],
    ): Promise<RowContext | string> {
      const passages = await passagesOf(source, documentId);
      const found = passages.find(({ text }) => quotes.some((one) => containsSentence(text, one)));
      return toContext(found === undefined ? [] : [found]);
    },
    /** Passages that say most of the words of a text, the nearest first. */
    async nearest(text: string): Promise<RowContext[]> {
      const hits = await index.search({
        ...{ text, vector: undefined, embedderId: undefined, vectorDepth: 0 },
        ...{ allowedAccessIds: [...open], keywordDepth: NEAREST },
      });
      const contexts = hits.slice(0, NEAREST).map((hit) => toContext([hit]));
      return contexts.filter((context) => typeof context !== "string");
    },
    toContext,
  };
}

export type ContextReader = Awaited<ReturnType<typeof createContextReader>>;
