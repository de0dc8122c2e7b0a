import { tokenize } from "../../text/tokenize.ts";
import { indexWordRuns } from "./word-runs.ts";

/** Something of a document that was shown to somebody who may not read it. */
export interface Leak {
  documentId: string;
  /** `existence`: more documents were counted than may be read. */
  what: "id" | "title" | "text" | "url" | "existence";
  /** What gave it away. */
  shown: string;
}

export interface LeakQuery {
  /** Whether each of those who see it may read the document. */
  isReadable: (documentId: string) => boolean;
  /** What they said or were told before: it comes from them. */
  said?: readonly string[];
}

export type FindLeaks = (shown: unknown, query: LeakQuery) => Leak[];

interface FindableDocument {
  id: string;
  title: string;
  text: string;
  url?: string | undefined;
}

/** Ids, hashes, clocks and places of files: no words, and none of a document. */
const NO_WORDS = new Set(["id", "traceId", "hash", "model", "updatedAt", "at", "path"]);
const MARK = /\[\d{1,2}\]/;
/** Without the signs that a sentence goes on with. */
const ADDRESS = /https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?]/g;

/**
 * Looks through whatever is shown, by field and by word: a document is given away by its id or
 * address, or by its title, a code or a run of words that none of the readable documents has.
 */
export function createLeakFinder(documents: readonly FindableDocument[]): FindLeaks {
  const ids = documents.map(({ id }) => id);
  const known = new Set(ids);
  const runs = indexWordRuns(documents);
  const titles = new Map(documents.map(({ id, title }) => [id, tokenize(title).join(" ")]));
  const byAddress = Map.groupBy(
    documents.filter(({ url }) => url !== undefined),
    ({ url }) => url,
  );

  /** Whose words these are, if neither a readable document nor the person themselves said them. */
  function ownerOf(
    run: string,
    candidates: number[],
    { isReadable }: LeakQuery,
    isSaid: (run: string) => boolean,
  ): string | undefined {
    const isKnown = (at: number) => isReadable(ids[at] ?? "") && runs.has(at, run);
    if (candidates.some(isKnown)) return undefined;
    const owner = candidates.find((at) => !isReadable(ids[at] ?? "") && runs.has(at, run));
    if (owner === undefined || isSaid(run)) return undefined;
    // What is short may stand anywhere in a readable document, and is no candidate there.
    return ids.some((_, at) => isKnown(at)) ? undefined : ids[owner];
  }

  return (shown, query) => {
    const leaks = new Map<string, Leak>();
    const add = (leak: Leak) => leaks.set(`${leak.what} ${leak.documentId}`, leak);
    const { isReadable, said = [] } = query;
    let saidWords: string | undefined;
    const isSaid = (run: string) => {
      saidWords ??= said.map((text) => ` ${tokenize(text).join(" ")} `).join("\n");
      return saidWords.includes(` ${run} `);
    };
    const read = new Set<string>();
    walk(shown, (text, field) => {
      if (field === "documentId") {
        const isForeign = known.has(text) && !isReadable(text);
        if (isForeign) add({ documentId: text, what: "id", shown: text });
        return;
      }
      // A passage is shown again as quote and as text.
      if (read.has(text)) return;
      read.add(text);
      for (const [address] of text.matchAll(ADDRESS)) {
        const owners = byAddress.get(address) ?? [];
        const [owner] = owners;
        if (owner !== undefined && !owners.some(({ id }) => isReadable(id))) {
          add({ documentId: owner.id, what: "url", shown: address });
        }
      }
      // The readable document's own id may stand in its address, and be spoken of elsewhere.
      if (field === "url") return;
      // What stands on both sides of a mark may come from two documents.
      for (const [run, candidates] of text.split(MARK).flatMap((part) => [...runs.find(part)])) {
        if (read.has(run)) continue;
        read.add(run);
        const documentId = ownerOf(run, candidates, query, isSaid);
        if (documentId === undefined) continue;
        const isTitle = titles.get(documentId)?.includes(run) ?? false;
        add({ documentId, what: isTitle ? "title" : "text", shown: run });
      }
    });
    return [...leaks.values()];
  };
}

function walk(value: unknown, see: (text: string, field: string) => void, field = ""): void {
  if (typeof value === "string") {
    if (!NO_WORDS.has(field)) see(value, field);
  } else if (Array.isArray(value)) {
    for (const one of value) walk(one, see, field);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, one] of Object.entries(value)) walk(one, see, name);
  }
}
