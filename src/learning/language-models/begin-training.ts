import type { FineTuneProviderId } from "../../models/fine-tuning/fine-tune-provider.ts";
import { ModelError } from "../../models/models.ts";
import type { TrainingJob } from "../../storage/ports/training-storage.ts";
import { LearningError } from "../learning-error.ts";
import { readTrainingJob, type TrainingDeps } from "./training-deps.ts";

export interface TrainingWish {
  /** Folder of an exported dataset. */
  dataset: string;
  base: string;
  provider: FineTuneProviderId;
  quantised: boolean;
  epochs: number | undefined;
  /** What the result is called; without it, as the dataset. */
  name: string | undefined;
  /** Also where one like it has begun. */
  again: boolean;
}

const LONGEST_NAME = 48;
const NAME = /^\w[\w.-]{0,47}$/;

/** Has a language model trained on a dataset, once. @throws LearningError, ModelError */
export async function beginTraining(
  wish: TrainingWish,
  actor: string,
  deps: TrainingDeps,
): Promise<TrainingJob> {
  const { storage, trainers, now } = deps;
  const { jobs } = storage.learning;
  const provider = trainers.provider(wish.provider);
  if (provider.hosted && wish.quantised) {
    throw new LearningError(
      `${provider.id} chooses by itself how it trains: leave --quantised out.`,
    );
  }
  const dataset = await trainers.read(wish.dataset);
  if (dataset.rows.train === 0) {
    throw new LearningError(
      `"${dataset.name}" has no rows to train on: export it again once people have said more of answers.`,
    );
  }
  const name = nameOf(wish.name ?? dataset.name);
  const order = {
    ...{ provider: provider.id, name, dataset: dataset.folder, datasetName: dataset.name },
    ...{ contentHash: dataset.contentHash, method: dataset.format, base: wish.base },
    ...{ quantised: wish.quantised, epochs: wish.epochs },
  };
  const { stands, job } = await jobs.begin(order, { at: now(), again: wish.again });
  if (stands) {
    throw new LearningError(
      `${job.id} trains the same already (${job.state}): look at \`learn jobs\`, or give --again.`,
    );
  }
  const { signal } = new AbortController();
  const detail = {
    job: job.id,
    provider: order.provider,
    base: order.base,
    dataset: order.contentHash,
  };
  let asked = false;
  try {
    const uploaded = await provider.upload(dataset, signal);
    // Said first: nothing is begun of which the log knows nothing.
    await storage.audit.append({ at: now(), actor, action: "learn.model", detail });
    asked = true;
    const { base, epochs, quantised } = wish;
    const request = {
      uploaded,
      base,
      name,
      quantised,
      ...(epochs === undefined ? {} : { epochs }),
    };
    const begun = await provider.create(request, signal);
    const { state, detail: said } = begun;
    await jobs.note(job.id, { state, detail: said, seenAt: now(), providerJob: begun.id });
  } catch (error) {
    const why =
      error instanceof ModelError ? error.message : "Something failed: the log says what.";
    // Whoever does not answer may have begun all the same.
    const isUnclear = asked && !(error instanceof ModelError && error.code !== "unavailable");
    const state = isUnclear ? "unclear" : "failed";
    await jobs.note(job.id, { state, detail: why, seenAt: now() });
    throw error;
  }
  return readTrainingJob(job.id, deps);
}

/** @throws LearningError for what no server takes for a name */
function nameOf(wanted: string): string {
  const name = wanted.replace(/[^\w.-]+/g, "-").slice(0, LONGEST_NAME);
  if (NAME.test(name)) return name;
  throw new LearningError(
    `"${wanted}" is no name for a model: give letters and digits with --name.`,
  );
}
