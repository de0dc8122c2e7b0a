/**
 * `beginning`: asked for, and no answer came yet; `unclear`: it may have begun, nobody knows; the others are the
 * provider's. What is `succeeded` here has been registered.
 */
export type TrainingState =
  | "beginning"
  | "unclear"
  | "handed-over"
  | "waiting"
  | "running"
  | "succeeded"
  | "failed"
  | "cancelled";

/** What is to be trained, on which rows. */
export interface TrainingOrder {
  provider: string;
  /** What the result is called. */
  name: string;
  /** The folder, as it was given. */
  dataset: string;
  datasetName: string;
  contentHash: string;
  method: string;
  /** The model that is trained further. */
  base: string;
  quantised: boolean;
  epochs: number | undefined;
}

export interface TrainingJob {
  /** `job-<number>` */
  id: string;
  order: TrainingOrder;
  state: TrainingState;
  /** What to do, or why it failed: one sentence. */
  detail: string | undefined;
  /** Its id at the provider; undefined until that is known. */
  providerJob: string | undefined;
  begunAt: number;
  /** When whoever runs or asks for it last knew how it stands. */
  seenAt: number;
  /** Somebody wants it to end; whoever runs it goes by that. */
  cancelAskedAt: number | undefined;
  /** What came of it. */
  version: string | undefined;
}

/** What came of a job, as it is registered. */
export interface TrainedModel {
  kind: "model";
  createdAt: number;
  lineage: unknown;
  artifact: string;
  digest: string;
}

export interface TrainingJobStorage {
  /** Unless one like it has begun and neither failed nor was cancelled: that one is returned, with `stands`. */
  begin(
    order: TrainingOrder,
    options: { at: number; again: boolean },
  ): Promise<{ stands: boolean; job: TrainingJob }>;
  get(id: string): Promise<TrainingJob | undefined>;
  /** Newest first. */
  list(): Promise<TrainingJob[]>;
  /** Changes nothing of a job that has ended. */
  note(
    id: string,
    change: Pick<TrainingJob, "state" | "detail" | "seenAt"> & { providerJob?: string },
  ): Promise<void>;
  askToCancel(id: string, at: number): Promise<void>;
  /** Registers what came of it, once. @returns its version */
  finish(id: string, made: TrainedModel): Promise<string | undefined>;
}
