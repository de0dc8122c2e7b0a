export const INDEX_KINDS = ["sqlite", "pinecone"] as const;
export type IndexKind = (typeof INDEX_KINDS)[number];

/** Where the index is, for every process that shares the state. */
export interface IndexPlace {
  /** Answers questions. */
  live: IndexKind;
  /** Is being filled to take its place: whatever is written goes to both. */
  copyTo: IndexKind | undefined;
  /** How often another one took the place. */
  switches: number;
  /** The last time that happened. */
  switchedAt: number | undefined;
  /** The number that the file of the embedded index has in itself; undefined until one was opened. */
  file: number | undefined;
}

export interface IndexPlaces {
  /** Notes where a new index is; of several processes that do so at once, one decides. */
  settle(first: IndexKind): Promise<IndexPlace>;
  /** From now on every write goes there too; undefined ends that. */
  copyTo(kind: IndexKind | undefined): Promise<void>;
  /** A write did not reach the index that is being filled. */
  noteMissed(): Promise<void>;
  /** Forgets what was missed so far, before all is compared. */
  forgetMissed(): Promise<void>;
  /** Lets the index that was filled answer; false when it missed something since. */
  switchTo(kind: IndexKind, at: number): Promise<boolean>;
  /** Notes which file the embedded index is, unless another one was noted meanwhile. */
  noteFile(file: number, instead: number | undefined): Promise<void>;
  /** Whether any document was indexed. */
  hasDocuments(): Promise<boolean>;
}
