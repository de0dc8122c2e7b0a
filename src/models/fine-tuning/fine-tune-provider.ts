import type { TrainingDataset } from "./read-training-folder.ts";

export type { TrainingDataset } from "./read-training-folder.ts";

export const FINE_TUNE_PROVIDERS = ["export", "command", "openai", "together"] as const;
export type FineTuneProviderId = (typeof FINE_TUNE_PROVIDERS)[number];

export interface UploadedDataset {
  dataset: TrainingDataset;
  /** Where the provider finds the rows: its file ids, or paths. */
  train: string;
  /** Undefined where there are none. */
  dev: string | undefined;
}

export interface FineTuneRequest {
  uploaded: UploadedDataset;
  /** The open model, or the provider's, that is trained further. */
  base: string;
  /** What the result is called; becomes part of the model's name where the provider names it. */
  name: string;
  /** With a provider that trains by a recipe: train on a base of 4 bits (QLoRA). */
  quantised?: boolean;
  /** Passes over the training rows; the provider's own choice without it. */
  epochs?: number;
}

/** `handed-over`: somebody else has to run it. */
export type FineTuneState =
  | "handed-over"
  | "waiting"
  | "running"
  | "succeeded"
  | "failed"
  | "cancelled";

export interface FineTuneJob {
  id: string;
  state: FineTuneState;
  /** What to do, or why it failed: one sentence. */
  detail?: string | undefined;
}

export interface FineTuneEvent {
  /** Milliseconds since 1970; undefined where the provider does not say. */
  at: number | undefined;
  level: "info" | "warning" | "error";
  /** In the provider's words: data, to be shown as such. */
  message: string;
}

/** By name, the SHA-256 (hexadecimal) of an adapter's `adapter_config.json` and of each `*.safetensors`. */
export type AdapterFiles = Record<string, string>;

/** What of an adapter's files is not as it was noted, as the end of a sentence; undefined: they are the same. */
export function describeOtherFile(found: AdapterFiles, noted: AdapterFiles): string | undefined {
  for (const name of Object.keys({ ...noted, ...found }).toSorted()) {
    if (!Object.hasOwn(found, name)) return `${name} is missing`;
    if (!Object.hasOwn(noted, name)) return `${name} is one more`;
    if (found[name] !== noted[name]) return `${name} is another file`;
  }
  return undefined;
}

/** A folder with an adapter and how it came to be, or a model that the provider serves by that name. */
export type FineTuneArtifact =
  | { kind: "folder"; adapter: string; files: AdapterFiles; run: RunRecord }
  | { kind: "model"; model: string };

/** What a recipe writes beside its adapter, as `run.json`. */
export interface RunRecord {
  /** Of the rows that it read. */
  contentHash: string;
  method: TrainingDataset["format"];
  base: string;
  quantised: boolean;
  config: Record<string, unknown>;
  /** Of the libraries. */
  versions: Record<string, string>;
  metrics: Record<string, number>;
  /** Of what it wrote; a recipe of somebody's own may leave it out. */
  adapterFiles?: AdapterFiles | undefined;
  /** ISO 8601. */
  startedAt: string;
  endedAt: string;
}

/** Somebody who trains a language model on our rows. Every method throws a ModelError for what is theirs. */
export interface FineTuneProvider {
  readonly id: FineTuneProviderId;
  /** Rows leave the company's own machines. */
  readonly hosted: boolean;
  /** What somebody should know before choosing it: one sentence. */
  readonly notice: string | undefined;
  upload(dataset: TrainingDataset, signal: AbortSignal): Promise<UploadedDataset>;
  create(request: FineTuneRequest, signal: AbortSignal): Promise<FineTuneJob>;
  status(jobId: string, signal: AbortSignal): Promise<FineTuneJob>;
  /** Oldest first. */
  events(jobId: string, signal: AbortSignal): Promise<FineTuneEvent[]>;
  cancel(jobId: string, signal: AbortSignal): Promise<FineTuneJob>;
  artifact(jobId: string, signal: AbortSignal): Promise<FineTuneArtifact>;
}

/** What a model is taught in a dataset, to tell whether it is asked for the same again. */
export interface Taught {
  questions: string[];
  /** Those that the right answers name. */
  passages: string[];
}

/** Who can train, as far as it is configured. */
export interface Trainers {
  /** @throws ModelError for a folder that is no dataset, or was changed */
  read(folder: string): Promise<TrainingDataset>;
  readTaught(dataset: TrainingDataset): Promise<Taught>;
  /** Undefined: no such folder can be read here. @throws ModelError for one that is no whole adapter */
  readAdapter(folder: string): Promise<AdapterFiles | undefined>;
  /** @throws ModelError where it asks for what is not set */
  provider(id: FineTuneProviderId): FineTuneProvider;
}
