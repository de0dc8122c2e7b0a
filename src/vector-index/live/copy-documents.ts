import type { DocumentEntry, IndexedDocument, VectorIndex } from "../vector-index.ts";
import type { Difference } from "./compare-indexes.ts";

export interface Copying {
  from: VectorIndex;
  to: VectorIndex;
  signal: AbortSignal;
  /** Passages that were copied since the last call. */
  onCopied: (passages: number) => void;
}

/** Passages written in one act; a document of more is one act of its own. */
const PASSAGES_AT_ONCE = 400;
const VECTORS_AT_ONCE = 500;

/** Brings the differences over, with vectors. What changes meanwhile is found by the next comparison. */
export async function applyDifferences(
  differences: AsyncIterable<Difference> | Iterable<Difference>,
  copying: Copying,
): Promise<void> {
  const { to, signal } = copying;
  let batch: IndexedDocument[] = [];
  const flush = async () => {
    await writeBatch(batch, copying);
    batch = [];
  };
  for await (const { kind, entry } of differences) {
    signal.throwIfAborted();
    if (kind === "extra") await to.removeDocuments(entry.source, [entry.documentId]);
    else if (kind === "elsewhere") await moveDocument(entry, to);
    else {
      const document = await readWhole(entry, copying.from);
      if (document !== undefined) batch.push(document);
      if (countPassages(batch) >= PASSAGES_AT_ONCE) await flush();
    }
  }
  await flush();
}

async function moveDocument(entry: DocumentEntry, to: VectorIndex): Promise<void> {
  const { source, documentId, accessId, path } = entry;
  await to.setAccess(source, [documentId], accessId, new Map([[documentId, path]]));
}

/** Undefined when it has changed since it was listed. */
async function readWhole(
  { hashes, ...document }: DocumentEntry,
  from: VectorIndex,
): Promise<IndexedDocument | undefined> {
  const { source, documentId, accessId } = document;
  const passages = await from.readDocument(source, documentId, [accessId]);
  const isSame =
    passages.length === hashes.length &&
    passages.every(({ hash, title }, at) => hash === hashes[at] && title === document.title);
  if (!isSame) return undefined;
  return {
    ...document,
    passages: passages.map(({ ordinal, headings, text, hash }) => ({
      ordinal,
      headings,
      text,
      hash,
    })),
  };
}

async function writeBatch(
  documents: IndexedDocument[],
  { from, to, onCopied }: Copying,
): Promise<void> {
  if (documents.length === 0) return;
  await to.replaceDocuments(documents);
  const hashes = documents.flatMap(({ passages }) => passages.map(({ hash }) => hash));
  for (const { id } of await from.embedders())
    await copyVectors(id, [...new Set(hashes)], from, to);
  onCopied(countPassages(documents));
}

async function copyVectors(
  embedderId: string,
  hashes: readonly string[],
  from: VectorIndex,
  to: VectorIndex,
): Promise<number> {
  let copied = 0;
  for (let at = 0; at < hashes.length; at += VECTORS_AT_ONCE) {
    const found = await from.readVectors(embedderId, hashes.slice(at, at + VECTORS_AT_ONCE));
    const vectors = [...found].map(([hash, vector]) => ({ hash, vector }));
    if (vectors.length > 0) await to.storeVectors(embedderId, vectors);
    copied += vectors.length;
  }
  return copied;
}

/** Vectors that came after their documents were copied; who is complete, and who is there no more. */
export async function copyEmbedders({ from, to, signal }: Copying): Promise<void> {
  // In this order: what is new is written to the other one last.
  const found = await to.embedders();
  const wanted = await from.embedders();
  for (const { id } of found) {
    if (!wanted.some((one) => one.id === id)) await to.dropVectors(id);
  }
  for (const { id, completeAt } of wanted) {
    for (;;) {
      signal.throwIfAborted();
      const lacking = await to.textsToEmbed(id, VECTORS_AT_ONCE);
      const hashes = lacking.map(({ hash }) => hash);
      if (hashes.length === 0 || (await copyVectors(id, hashes, from, to)) === 0) break;
    }
    const before = (await to.embedders()).find((one) => one.id === id)?.completeAt;
    if (completeAt !== undefined && before !== completeAt) await to.markComplete(id, completeAt);
  }
}

function countPassages(documents: readonly IndexedDocument[]): number {
  return documents.reduce((sum, { passages }) => sum + passages.length, 0);
}
