import { z } from "zod";
import { ModelError } from "../../models.ts";
import type { FineTuneJob, FineTuneProvider, FineTuneState } from "../fine-tune-provider.ts";
import { prepareUpload } from "./prepare-upload.ts";
import type { TogetherClient } from "./together-client.ts";

const LIMITS = { provider: "Together", leastRows: 1 };
const LONGEST_NAME = 64;

const STATES = {
  pending: "waiting",
  queued: "waiting",
  running: "running",
  compressing: "running",
  uploading: "running",
  cancel_requested: "running",
  cancelled: "cancelled",
  error: "failed",
  completed: "succeeded",
} as const satisfies Record<string, FineTuneState>;

const jobSchema = z.object({
  id: z.string(),
  status: z.enum(Object.keys(STATES) as [keyof typeof STATES, ...(keyof typeof STATES)[]]),
  model_output_name: z.string().nullish(),
});
const eventsSchema = z.object({
  data: z.array(
    z.object({ created_at: z.string(), message: z.string(), level: z.string().nullish() }),
  ),
});

/** LoRA by Together, at `/fine-tunes`. */
export function createTogetherFineTuning({ client }: { client: TogetherClient }): FineTuneProvider {
  const askJob = async (
    method: "GET" | "POST",
    path: string,
    body: unknown,
    signal: AbortSignal,
  ) => {
    const read = jobSchema.safeParse(await client.ask(method, path, body, signal));
    if (read.success) return read.data;
    throw new ModelError("invalid", "Together describes a job in a way that is not known here.");
  };
  const pathOf = (id: string) => `/fine-tunes/${encodeURIComponent(id)}`;
  return {
    id: "together",
    hosted: true,
    notice: "Rows are kept by Together until somebody deletes them there.",
    async upload(asked, signal) {
      const { dataset, train, dev } = await prepareUpload(asked, LIMITS);
      const trainId = await client.upload("train.jsonl", train, signal);
      const devId = dev === undefined ? undefined : await client.upload("dev.jsonl", dev, signal);
      return { dataset, train: trainId, dev: devId };
    },
    async create({ uploaded, base, name, epochs }, signal) {
      const body = {
        model: base,
        training_file: uploaded.train,
        ...(uploaded.dev === undefined ? {} : { validation_file: uploaded.dev, n_evals: 5 }),
        ...(epochs === undefined ? {} : { n_epochs: epochs }),
        suffix: name.slice(0, LONGEST_NAME),
        training_method: { method: uploaded.dataset.format },
        training_type: { type: "Lora", lora_r: 16, lora_alpha: 32 },
      };
      return toJob(await askJob("POST", "/fine-tunes", body, signal));
    },
    status: async (id, signal) => toJob(await askJob("GET", pathOf(id), undefined, signal)),
    async events(id, signal) {
      const read = eventsSchema.safeParse(
        await client.ask("GET", `${pathOf(id)}/events`, undefined, signal),
      );
      if (!read.success) throw new ModelError("invalid", "Together's events cannot be read.");
      const events = read.data.data.map(({ created_at, message, level }) => ({
        at: Date.parse(created_at),
        level: toLevel(level),
        message,
      }));
      return events.sort((a, b) => a.at - b.at);
    },
    cancel: async (id, signal) =>
      toJob(await askJob("POST", `${pathOf(id)}/cancel`, undefined, signal)),
    async artifact(id, signal) {
      const job = await askJob("GET", pathOf(id), undefined, signal);
      if (job.status !== "completed" || !job.model_output_name) {
        throw new ModelError("not-found", `${id} has made no model: it is ${job.status}.`);
      }
      return { kind: "model", model: job.model_output_name };
    },
  };
}

function toJob({ id, status }: z.infer<typeof jobSchema>): FineTuneJob {
  const detail = status === "error" ? "Together gave it up: its events say why." : undefined;
  return { id, state: STATES[status], detail };
}

function toLevel(level: string | null | undefined): "info" | "warning" | "error" {
  if (level?.endsWith("error")) return "error";
  return level?.endsWith("warning") ? "warning" : "info";
}
