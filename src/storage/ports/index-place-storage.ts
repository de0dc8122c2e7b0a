export const INDEX_KINDS = ["sqlite", "pinecone"] as const;
export type IndexKind = (typeof INDEX_KINDS)[number];

/** Which file the embedded index is, and how far it has come. */
export interface FileMark {
  /** The number that it has in itself, and shares with its copies. */
  identity: number;
  /** Grows with every write to it: what the state knows is in the file from this one on. */
  version: number;
}

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
  /** Undefined until a file was opened. */
  file: FileMark | undefined;
}

/** All that changes where the index is, each as one act. */
export interface IndexPlaces {
  /** Notes where a new index is; of several processes that do so at once, one decides. */
  settle(first: IndexKind): Promise<IndexPlace>;
  /** From now on every write goes there too. */
  beginMove(to: IndexKind): Promise<void>;
  /** The index stays where it is. */
  cancelMove(): Promise<void>;
  /** A write did not reach the index that is being filled. */
  noteMissed(): Promise<void>;
  /** Forgets what was missed so far, before all is compared. */
  forgetMissed(): Promise<void>;
  /** Lets the index that was filled answer; false when it missed something since. */
  endMove(to: IndexKind, at: number): Promise<boolean>;
  /** Notes which file the embedded index is, where none is noted. */
  noteFirstFile(mark: FileMark): Promise<void>;
  /** The file was begun anew, or got another number: no other one is taken for it. */
  noteOtherFile(mark: FileMark): Promise<void>;
  /** The file has come so far: no older copy of it is taken for it. */
  noteWritten(mark: FileMark): Promise<void>;
  /** Whether any document was indexed. */
  hasDocuments(): Promise<boolean>;
}
