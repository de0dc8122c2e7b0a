/** One learned version; see `ports/learning-storage.ts`. */
export interface LearnedVersionsTable {
  kind: string;
  number: number;
  status: string;
  createdAt: number;
  lineage: string;
  artifact: string;
  digest: string;
  report: string | null;
}

/** Which number of a kind serves; null: what Footnote comes with. */
export interface LearnedServingTable {
  kind: string;
  champion: number | null;
  previous: number | null;
  since: number;
}

export interface LearningTables {
  learnedVersions: LearnedVersionsTable;
  learnedServing: LearnedServingTable;
}
