/** What something was made of; kept as hashes, which name nobody. */
export interface Lineage {
  /** The content hash of a dataset, or the name of a learned version. */
  subject: string;
  /** For people. */
  name: string;
  madeAt: number;
  answers: readonly string[];
  verified: readonly string[];
  documents: readonly { source: string; documentId: string }[];
}

/** How much of that is no more: erased, too old, taken back, removed with a workspace or at its source. */
export interface Gone {
  answers: number;
  /** On answers that are still there. */
  votes: number;
  verified: number;
  documents: number;
}

export interface KnownLineage extends Pick<Lineage, "subject" | "name" | "madeAt"> {
  gone: Gone;
}

export interface LineageStorage {
  /** Of the same subject the last one holds. */
  keep(lineage: Lineage): Promise<void>;
  /** Newest first, each against what there is now. */
  list(): Promise<KnownLineage[]>;
}
