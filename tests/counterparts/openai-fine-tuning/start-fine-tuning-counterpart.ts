import type { IncomingMessage, ServerResponse } from "node:http";
import { createPlannedFaults, type PlannedFaults, reply } from "../shared/planned-faults.ts";
import { readBody, serve } from "../shared/serve.ts";
import { checkRows } from "./check-rows.ts";
import { type Created, createRequest } from "./create-request.ts";

type Status = "validating_files" | "queued" | "running" | "succeeded" | "failed" | "cancelled";

export interface FineTuningCounterpart {
  /** `http://127.0.0.1:<port>/v1` */
  baseUrl: string;
  faults: PlannedFaults;
  /** What was kept, by id. */
  files: ReadonlyMap<string, { name: string; text: string }>;
  jobs: ReadonlyMap<string, Created>;
  /** Nobody new may train, as since May 2026. */
  refuseTraining(): void;
  move(jobId: string, status: Status): void;
  close(): Promise<void>;
}

const KEY = "Bearer test-key";
const NOW_SECONDS = 1_795_305_600;
const MODELS: Record<string, string | null> = {
  "gpt-4.1-mini-2025-04-14": "2027-01-14",
  "gpt-3.5-turbo-1106": "2026-09-28",
};
const PAGE = 2;
const ENDED: readonly Status[] = ["succeeded", "failed", "cancelled"];

/** A local server that takes files and fine-tuning jobs, and refuses, as OpenAI's. */
export async function startFineTuningCounterpart(): Promise<FineTuningCounterpart> {
  const faults = createPlannedFaults();
  const files = new Map<string, { name: string; text: string }>();
  const jobs = new Map<string, Created>();
  const states = new Map<string, { status: Status; events: string[] }>();
  let refused = false;

  const refuse = (response: ServerResponse, status: number, code: string, message: string) =>
    reply(response, status, {
      error: { message, type: "invalid_request_error", param: null, code },
    });
  const show = (id: string) => {
    const { model, training_file, validation_file, method, metadata, suffix } = jobs.get(
      id,
    ) as Created;
    const { status } = states.get(id) as { status: Status };
    const done = status === "succeeded";
    return {
      object: "fine_tuning.job",
      id,
      model,
      created_at: NOW_SECONDS,
      finished_at: ENDED.includes(status) ? NOW_SECONDS + 60 : null,
      fine_tuned_model: done ? `ft:${model}:acme:${suffix ?? ""}:${id.slice(-4)}` : null,
      organization_id: "org-acme",
      result_files: [],
      status,
      validation_file: validation_file ?? null,
      training_file,
      hyperparameters: { n_epochs: "auto", batch_size: "auto", learning_rate_multiplier: "auto" },
      trained_tokens: done ? 4_096 : null,
      error:
        status === "failed"
          ? { code: "invalid_training_file", message: "secret row 3", param: "training_file" }
          : null,
      seed: 1,
      method,
      metadata: metadata ?? null,
    };
  };
  const upload = async (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const headers = { "content-type": String(request.headers["content-type"]) };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const file = form.get("file");
    if (!(file instanceof File) || form.get("purpose") !== "fine-tune") {
      return refuse(response, 400, "invalid_request", "file and purpose are needed");
    }
    const id = `file-${String(files.size + 1).padStart(22, "0")}`;
    const text = await file.text();
    files.set(id, { name: file.name, text });
    reply(response, 200, {
      id,
      object: "file",
      bytes: text.length,
      created_at: NOW_SECONDS,
      expires_at: null,
      filename: file.name,
      purpose: "fine-tune",
      status: "processed",
    });
  };
  const create = (response: ServerResponse, text: string) => {
    const said = "Fine-tuning is no longer available to this organization.";
    if (refused) return refuse(response, 403, "training_not_available", said);
    const read = createRequest.safeParse(JSON.parse(text));
    if (!read.success) return refuse(response, 400, "invalid_value", read.error.message);
    const { model, training_file, method } = read.data;
    if (!(model in MODELS)) {
      return refuse(
        response,
        400,
        "model_not_available",
        `Model ${model} is not available for fine-tuning.`,
      );
    }
    const rows = files.get(training_file)?.text;
    if (rows === undefined) return refuse(response, 400, "file_not_found", "no such training file");
    const complaint = checkRows(rows, method.type);
    if (complaint !== undefined) return refuse(response, 400, "invalid_training_file", complaint);
    const id = `ftjob-${String(jobs.size + 1).padStart(22, "0")}`;
    jobs.set(id, read.data);
    states.set(id, { status: "validating_files", events: ["Created fine-tuning job"] });
    reply(response, 200, show(id));
  };
  const listEvents = (response: ServerResponse, id: string, after: string | null) => {
    const { events } = states.get(id) as { events: string[] };
    const all = events.map((message, at) => ({
      object: "fine_tuning.job.event",
      id: `ftevent-${at}`,
      created_at: NOW_SECONDS + at,
      level: "info",
      message,
      type: "message",
      data: {},
    }));
    const newestFirst = all.toReversed();
    const from = after === null ? 0 : newestFirst.findIndex((event) => event.id === after) + 1;
    const data = newestFirst.slice(from, from + PAGE);
    reply(response, 200, { object: "list", data, has_more: from + PAGE < all.length });
  };
  const move = (id: string, status: Status) => {
    const state = states.get(id);
    if (state === undefined) throw new Error(`no job ${id}`);
    state.status = status;
    state.events.push(`The job is ${status}`);
  };
  const ofJob = (response: ServerResponse, method: string, id: string, url: URL, rest: string) => {
    if (!jobs.has(id)) {
      return refuse(response, 404, "fine_tune_not_found", `Could not find fine tune: ${id}`);
    }
    if (method === "GET" && rest === "/events") {
      return listEvents(response, id, url.searchParams.get("after"));
    }
    if (method === "POST" && rest === "/cancel") {
      if (ENDED.includes(states.get(id)?.status as Status)) {
        return refuse(response, 400, "invalid_request", "Job has already ended.");
      }
      move(id, "cancelled");
    }
    reply(response, 200, show(id));
  };
  const { url: address, close } = await serve(async (request, response) => {
    const body = await readBody(request);
    if (await faults.meet(response)) return;
    const url = new URL(request.url ?? "", "http://localhost");
    const path = url.pathname.replace(/^\/v1/, "");
    const method = request.method ?? "GET";
    if (request.headers.authorization !== KEY) {
      return refuse(response, 401, "invalid_api_key", "Incorrect API key provided");
    }
    if (method === "POST" && path === "/files") return upload(request, response, body);
    if (method === "POST" && path === "/fine_tuning/jobs") return create(response, body.toString());
    const [, job, rest = ""] = /^\/fine_tuning\/jobs\/([^/]+)(\/\w+)?$/.exec(path) ?? [];
    if (job !== undefined) return ofJob(response, method, job, url, rest);
    const model = /^\/models\/(.+)$/.exec(path)?.[1] ?? "";
    if (!(model in MODELS)) return refuse(response, 404, "model_not_found", `no model ${model}`);
    const common = { id: model, object: "model", created: NOW_SECONDS, owned_by: "openai" };
    reply(response, 200, { ...common, shutdown_date: MODELS[model] });
  });
  return {
    baseUrl: `${address}/v1`,
    faults,
    files,
    jobs,
    refuseTraining: () => {
      refused = true;
    },
    move,
    close,
  };
}
