import { existsSync } from "node:fs";
import type { FileMark } from "../../storage/ports/index-place-storage.ts";
import { IndexError } from "../index-error.ts";
import type {
  DocumentEntry,
  DocumentKey,
  IndexedDocument,
  IndexQuery,
  IndexStats,
  PassageHit,
  PassagePlace,
  StoredEmbedder,
  TermStatistics,
  VectorIndex,
} from "../vector-index.ts";
import type { SearchFunctions, WriteFunctions } from "./index-thread.ts";
import { prepareIndexFile } from "./prepare-index-file.ts";
import { ThreadClient } from "./thread-client.ts";

export interface SqliteVectorIndexOptions {
  file: string;
  /** What the file has to be whenever it is opened, as far as that is known then. */
  noted?: () => FileMark | undefined;
}

/**
 * Opens the index, making it where there is none.
 * @throws IndexError when the file is damaged, foreign, or of another schema.
 */
export async function openSqliteVectorIndex({
  file,
  noted = () => undefined,
}: SqliteVectorIndexOptions): Promise<SqliteVectorIndex> {
  await prepareIndexFile(file);
  return new SqliteVectorIndex(file, noted);
}

/**
 * The index in one SQLite file. SQLite's calls block, so they run in two threads: searches in one,
 * and what may take long in the other, where no search waits for it.
 */
class SqliteVectorIndex implements VectorIndex {
  readonly #searching: ThreadClient<SearchFunctions>;
  readonly #writing: ThreadClient<WriteFunctions>;

  constructor(file: string, noted: () => FileMark | undefined) {
    this.#searching = new ThreadClient(() => ({ file, role: "search", noted: noted() }));
    this.#writing = new ThreadClient(() => ({ file, role: "write", noted: noted() }));
  }

  async replaceDocuments(documents: IndexedDocument[]): Promise<void> {
    if (documents.length > 0) await this.#writing.call("replaceDocuments", [documents]);
  }

  async setAccess(
    source: string,
    documentIds: string[],
    accessId: number,
    paths?: ReadonlyMap<string, string | undefined>,
  ): Promise<void> {
    if (documentIds.length > 0) {
      await this.#writing.call("setAccess", [source, documentIds, accessId, paths]);
    }
  }

  async removeDocuments(source: string, documentIds: string[]): Promise<void> {
    if (documentIds.length > 0) {
      await this.#writing.call("removeDocuments", [source, documentIds]);
    }
  }

  removeSource(source: string): Promise<void> {
    return this.#writing.call("removeSource", [source]);
  }

  search(query: IndexQuery): Promise<PassageHit[]> {
    return this.#searching.call("search", [query]);
  }

  searchBaseline(query: IndexQuery): Promise<PassageHit[]> {
    return this.#searching.call("searchBaseline", [query]);
  }

  termStatistics(stems: string[]): Promise<TermStatistics> {
    return this.#searching.call("termStatistics", [stems]);
  }

  readDocument(
    source: string,
    documentId: string,
    allowedAccessIds: readonly number[],
    ordinals?: readonly number[],
  ): Promise<PassageHit[]> {
    const args = [source, documentId, allowedAccessIds, ordinals] as const;
    return this.#searching.call("readDocument", [...args]);
  }

  async areReadable(
    passages: readonly PassagePlace[],
    allowedAccessIds: readonly number[],
  ): Promise<boolean[]> {
    if (passages.length === 0) return [];
    // Without their text, which would be copied to the thread.
    const places = passages.map(({ source, documentId, ordinal }) => ({
      source,
      documentId,
      ordinal,
    }));
    return this.#searching.call("areReadable", [places, allowedAccessIds]);
  }

  listDocuments(after: DocumentKey | undefined, limit: number): Promise<DocumentEntry[]> {
    return this.#searching.call("listDocuments", [after, limit]);
  }

  readVectors(
    embedderId: string,
    hashes: readonly string[],
  ): Promise<ReadonlyMap<string, Float32Array>> {
    return this.#searching.call("readVectors", [embedderId, hashes]);
  }

  textsToEmbed(
    embedderId: string,
    limit: number,
    source?: string,
  ): Promise<{ hash: string; text: string }[]> {
    return this.#writing.call("textsToEmbed", [embedderId, limit, source]);
  }

  countTextsToEmbed(embedderId: string, source?: string): Promise<number> {
    return this.#writing.call("countTextsToEmbed", [embedderId, source]);
  }

  async storeVectors(
    embedderId: string,
    vectors: { hash: string; vector: Float32Array }[],
  ): Promise<void> {
    const dimensions = vectors[0]?.vector.length;
    if (dimensions === undefined) return;
    const numbers = new Float32Array(vectors.length * dimensions);
    for (const [index, { vector }] of vectors.entries()) {
      if (vector.length !== dimensions) {
        throw new RangeError(`Vectors of ${embedderId} differ in length.`);
      }
      numbers.set(vector, index * dimensions);
    }
    const packed = { hashes: vectors.map(({ hash }) => hash), numbers };
    await this.#writing.call("storeVectors", [embedderId, packed], [numbers.buffer]);
  }

  embedders(): Promise<StoredEmbedder[]> {
    return this.#searching.call("embedders", []);
  }

  markComplete(embedderId: string, at: number): Promise<void> {
    return this.#writing.call("markComplete", [embedderId, at]);
  }

  async dropVectors(embedderId: string): Promise<void> {
    // Other writes get in between the pieces.
    let after: number | undefined = 0;
    while (after !== undefined) {
      after = await this.#writing.call("dropSomeVectors", [embedderId, after]);
    }
  }

  collectGarbage(): Promise<void> {
    return this.#writing.call("collectGarbage", []);
  }

  async kind(): Promise<"sqlite"> {
    return "sqlite";
  }

  stats(embedderId: string | undefined, source?: string): Promise<IndexStats> {
    return this.#searching.call("stats", [embedderId, source]);
  }

  version(): Promise<number> {
    return this.#searching.call("version", []);
  }

  warmUp(embedderId: string): Promise<void> {
    return this.#searching.call("warmUp", [embedderId]);
  }

  async backup(file: string): Promise<void> {
    if (existsSync(file)) {
      throw new IndexError(`${file} exists already: name a new file for the backup.`);
    }
    await this.#writing.call("backup", [file]);
  }

  async close(): Promise<void> {
    // The writer goes last: the last connection folds the write-ahead log into the file.
    await this.#searching.close();
    await this.#writing.close();
  }
}
