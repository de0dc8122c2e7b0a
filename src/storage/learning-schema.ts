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

/** A challenger on a share of the threads; see `Trial`. */
export interface LearnedTrialsTable {
  id: string;
  kind: string;
  number: number;
  champion: number | null;
  stage: string;
  share: number;
  slowLimitMs: number | null;
  startedAt: number;
  stageSince: number;
  endedAt: number | null;
  verdict: string | null;
  why: string | null;
}

/** Learning that nobody asked for; see `ports/learning-run-storage.ts`. */
export interface LearningRunsTable {
  id: string;
  kind: string;
  why: string;
  startedAt: number;
  finishedAt: number | null;
  verdict: string | null;
  version: string | null;
  outcome: string | null;
}

/** What a dataset or a learned version rests on; see `ports/lineage-storage.ts`. */
export interface LineagesTable {
  subject: string;
  name: string;
  madeAt: number;
  restsOn: string;
}

/** One training of a language model; see `ports/training-storage.ts`. */
export interface TrainingJobsTable {
  number: number;
  provider: string;
  /** Equal for jobs that would train the same. */
  orderKey: string;
  ordered: string;
  state: string;
  detail: string | null;
  providerJob: string | null;
  begunAt: number;
  seenAt: number;
  cancelAskedAt: number | null;
  version: string | null;
}

export interface LearningTables {
  trainingJobs: TrainingJobsTable;
  lineages: LineagesTable;
  learnedTrials: LearnedTrialsTable;
  learnedVersions: LearnedVersionsTable;
  learnedServing: LearnedServingTable;
  learningRuns: LearningRunsTable;
}
