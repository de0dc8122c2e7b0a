import { type OpenAI, toFile } from "openai";
import type { FineTuningJob } from "openai/resources/fine-tuning/jobs/jobs";
import { ModelError } from "../../models.ts";
import { lookUpModel } from "../../openai/look-up-model.ts";
import type { FineTuneJob, FineTuneProvider, FineTuneState } from "../fine-tune-provider.ts";
import { CLOSING, NO_NEW_JOBS } from "./openai-dates.ts";
import { prepareUpload } from "./prepare-upload.ts";
import { translateFineTuningError } from "./translate-fine-tuning-error.ts";

export interface OpenAiFineTuningOptions {
  client: OpenAI;
  now?: () => number;
}

const LIMITS = { provider: "OpenAI", leastRows: 10 };
/** Of the name it becomes part of. */
const LONGEST_NAME = 64;
const MOST_EVENTS = 500;
const STATES: Record<FineTuningJob["status"], FineTuneState> = {
  validating_files: "waiting",
  queued: "waiting",
  running: "running",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
};

/** OpenAI's fine-tuning, for as long as it lasts. */
export function createOpenAiFineTuning(options: OpenAiFineTuningOptions): FineTuneProvider {
  const { client, now = Date.now } = options;
  const ask = async <T>(request: () => PromiseLike<T>, base?: string): Promise<T> => {
    try {
      return await request();
    } catch (error) {
      throw translateFineTuningError(error, client, base);
    }
  };
  const assertOpen = () => {
    if (now() < Date.parse(NO_NEW_JOBS)) return;
    throw new ModelError("forbidden", `OpenAI trains nothing since ${NO_NEW_JOBS}: use command.`);
  };
  return {
    id: "openai",
    hosted: true,
    notice: CLOSING,
    async upload(asked, signal) {
      assertOpen();
      const { dataset, train, dev } = await prepareUpload(asked, LIMITS);
      const send = async (rows: string, split: string) => {
        // The name says nothing of the company.
        const file = await toFile(Buffer.from(rows), `${split}.jsonl`);
        return ask(() => client.files.create({ file, purpose: "fine-tune" }, { signal }));
      };
      const trainFile = await send(train, "train");
      const devFile = dev === undefined ? undefined : await send(dev, "dev");
      return { dataset, train: trainFile.id, dev: devFile?.id };
    },
    async create({ uploaded, base, name, epochs }, signal) {
      assertOpen();
      const { shutdownDate } = await ask(() => lookUpModel(client, base, signal), base);
      if (shutdownDate !== undefined && Date.parse(shutdownDate) <= now()) {
        throw new ModelError("not-found", `"${base}" was shut down on ${shutdownDate}.`);
      }
      const hyperparameters = epochs === undefined ? {} : { n_epochs: epochs };
      const method =
        uploaded.dataset.format === "dpo"
          ? ({ type: "dpo", dpo: { hyperparameters } } as const)
          : ({ type: "supervised", supervised: { hyperparameters } } as const);
      const job = await ask(
        () =>
          client.fineTuning.jobs.create(
            {
              model: base,
              training_file: uploaded.train,
              ...(uploaded.dev === undefined ? {} : { validation_file: uploaded.dev }),
              suffix: name.slice(0, LONGEST_NAME),
              method,
              metadata: { dataset: uploaded.dataset.contentHash },
            },
            // One that may have begun is not begun twice.
            { signal, maxRetries: 0 },
          ),
        base,
      );
      return toJob(job);
    },
    status: async (id, signal) =>
      toJob(await ask(() => client.fineTuning.jobs.retrieve(id, { signal }))),
    async events(id, signal) {
      return ask(async () => {
        const events = [];
        for await (const event of client.fineTuning.jobs.listEvents(id, {}, { signal })) {
          const level = event.level === "warn" ? ("warning" as const) : event.level;
          events.push({ at: event.created_at * 1_000, level, message: event.message });
          if (events.length === MOST_EVENTS) break;
        }
        return events.reverse();
      });
    },
    cancel: async (id, signal) =>
      toJob(await ask(() => client.fineTuning.jobs.cancel(id, { signal }))),
    async artifact(id, signal) {
      const job = await ask(() => client.fineTuning.jobs.retrieve(id, { signal }));
      if (job.fine_tuned_model === null) {
        throw new ModelError("not-found", `${id} has made no model: it is ${job.status}.`);
      }
      return { kind: "model", model: job.fine_tuned_model };
    },
  };
}

function toJob({ id, status, error }: FineTuningJob): FineTuneJob {
  const code = error?.code;
  const named = code && /^[a-z][\w.-]{1,50}$/i.test(code) ? ` (${code})` : "";
  const detail = status === "failed" ? `OpenAI gave it up${named}.` : undefined;
  return { id, state: STATES[status] ?? "running", detail };
}
