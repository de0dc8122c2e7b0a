import type { FineTuneArtifact, FineTuneJob } from "../../models/fine-tuning/fine-tune-provider.ts";
import { ModelError } from "../../models/models.ts";
import type { TrainingJob } from "../../storage/ports/training-storage.ts";
import { encodeModel, type ModelArtifact } from "./model-artifact.ts";
import type { TrainingDeps } from "./training-deps.ts";

/** Keeps how a job stands; one that has succeeded is registered with what came of it. */
export async function settleJob(
  { id, order }: TrainingJob,
  { state, detail }: Pick<FineTuneJob, "state" | "detail">,
  artifact: () => Promise<FineTuneArtifact>,
  { storage, codeVersion, now }: TrainingDeps,
): Promise<void> {
  const { jobs } = storage.learning;
  if (state !== "succeeded") {
    await jobs.note(id, { state, detail, seenAt: now() });
    return;
  }
  try {
    const made = await artifact();
    await jobs.finish(id, {
      kind: "model",
      createdAt: now(),
      lineage: lineageOf({ id, order }, made, codeVersion),
      ...encodeModel(toArtifact(order, made)),
    });
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    // What came back is not what was ordered, or cannot be asked for now.
    const isPassing = error.code === "unavailable" || error.code === "rate-limited";
    if (isPassing) throw error;
    await jobs.note(id, { state: "failed", detail: error.message, seenAt: now() });
  }
}

function toArtifact(
  { base, quantised }: TrainingJob["order"],
  made: FineTuneArtifact,
): ModelArtifact {
  if (made.kind === "model") {
    return { form: "model", name: made.model, base, path: null, quantised: false };
  }
  // The folder of a run is named after the wish, with something that no other has.
  const name = made.adapter.split(/[/\\]/).at(-2) ?? "adapter";
  return { form: "adapter", name, base, path: made.adapter, quantised, files: made.files };
}

function lineageOf(
  { id, order }: Pick<TrainingJob, "id" | "order">,
  made: FineTuneArtifact,
  codeVersion: string,
) {
  const { contentHash, datasetName, dataset, base, method, provider, epochs, quantised } = order;
  const run = made.kind === "folder" ? made.run : undefined;
  return {
    ...{ dataset: contentHash, datasetName, folder: dataset, base, job: id },
    configuration: { provider, method, quantised, epochs: epochs ?? null, ...run?.config },
    metrics: run?.metrics ?? {},
    ...(made.kind === "folder" ? { adapterFiles: made.files } : {}),
    code: { footnote: codeVersion, ...run?.versions },
  };
}
