import type { ServerResponse } from "node:http";
import { z } from "zod";
import { checkRows } from "../openai-fine-tuning/check-rows.ts";
import { createPlannedFaults, type PlannedFaults, reply } from "../shared/planned-faults.ts";
import { readBody, serve } from "../shared/serve.ts";

const loraType = z.strictObject({
  type: z.literal("Lora"),
  lora_r: z.number().int().min(1).max(64),
  lora_alpha: z.number().int().min(1),
});
const createRequest = z.strictObject({
  model: z.string(),
  training_file: z.string(),
  validation_file: z.string().optional(),
  n_evals: z.number().int().min(0).optional(),
  n_epochs: z.number().int().min(1).optional(),
  suffix: z.string().max(64).optional(),
  training_method: z.strictObject({ method: z.enum(["sft", "dpo"]) }),
  training_type: loraType,
});
type Created = z.infer<typeof createRequest>;

export interface TogetherCounterpart {
  /** `http://127.0.0.1:<port>/v1` */
  baseUrl: string;
  faults: PlannedFaults;
  files: ReadonlyMap<string, string | undefined>;
  jobs: ReadonlyMap<string, Created>;
  /** Keys that came with a file to its signed place, where none belongs. */
  keysAtPlaces: string[];
  move(jobId: string, status: string): void;
  close(): Promise<void>;
}

const KEY = "Bearer together-key";
const MODELS = ["Qwen/Qwen3-8B", "meta-llama/Meta-Llama-3.1-8B-Instruct-Reference"];
const AT = "2026-11-22T10:00:00.000Z";
const ENDED = ["completed", "cancelled", "error"];

/** A local server with Together's own shape of fine-tuning, as its SDK describes it. */
export async function startTogetherCounterpart(): Promise<TogetherCounterpart> {
  const faults = createPlannedFaults();
  const files = new Map<string, string | undefined>();
  const jobs = new Map<string, Created>();
  const states = new Map<string, string>();
  const keysAtPlaces: string[] = [];
  const refuse = (response: ServerResponse, status: number, code: string, message: string) =>
    reply(response, status, {
      error: { message, type: "invalid_request_error", param: null, code },
    });
  const show = (id: string) => {
    const { model, suffix, training_file } = jobs.get(id) as Created;
    return {
      id,
      status: states.get(id),
      model,
      training_file,
      model_output_name: `acme/${model.split("/").at(-1)}-${suffix ?? ""}`,
      created_at: AT,
      updated_at: AT,
    };
  };
  const create = (response: ServerResponse, text: string) => {
    const read = createRequest.safeParse(JSON.parse(text));
    if (!read.success) return refuse(response, 422, "validation_error", read.error.message);
    const { model, training_file, training_method } = read.data;
    if (!MODELS.includes(model)) return refuse(response, 404, "model_not_found", "no such model");
    const rows = files.get(training_file);
    if (rows === undefined) return refuse(response, 400, "invalid_file", "not uploaded");
    const method = training_method.method === "dpo" ? "dpo" : "supervised";
    const complaint = checkRows(rows, method, 1);
    if (complaint !== undefined) return refuse(response, 400, "invalid_file", complaint);
    const id = `ft-${String(jobs.size + 1).padStart(8, "0")}`;
    jobs.set(id, read.data);
    states.set(id, "pending");
    reply(response, 200, show(id));
  };
  const ofJob = (response: ServerResponse, id: string, rest: string) => {
    if (!jobs.has(id)) return refuse(response, 404, "not_found", "no such job");
    if (rest === "/events") {
      const event = (message: string, minute: number, level: string) => ({
        object: "fine-tune-event",
        created_at: AT.replace(":00:", `:0${minute}:`),
        type: "job_start",
        level,
        message,
      });
      // In no order that is promised.
      const data = [
        event("Training started", 1, "info"),
        event("Job pending", 0, "legacy_iwarning"),
      ];
      return reply(response, 200, { data });
    }
    if (rest === "/cancel") {
      if (ENDED.includes(states.get(id) ?? "")) {
        return refuse(response, 400, "invalid_state", "has ended");
      }
      states.set(id, "cancel_requested");
    }
    reply(response, 200, show(id));
  };
  const { url: address, close } = await serve(async (request, response) => {
    const text = (await readBody(request)).toString();
    if (await faults.meet(response)) return;
    const url = new URL(request.url ?? "", "http://localhost");
    const route = `${request.method} ${url.pathname}`;
    const place = /^PUT \/place\/(.+)$/.exec(route)?.[1];
    if (place !== undefined) {
      if (request.headers.authorization) keysAtPlaces.push(request.headers.authorization);
      files.set(place, text);
      response.writeHead(200).end();
      return;
    }
    if (request.headers.authorization !== KEY) {
      return refuse(response, 401, "invalid_api_key", "Invalid API key");
    }
    if (route === "POST /v1/files") {
      const { file_name, file_type, purpose } = Object.fromEntries(url.searchParams);
      if (!file_name?.endsWith(".jsonl") || file_type !== "jsonl" || purpose !== "fine-tune") {
        return refuse(response, 400, "invalid_request", "name, type and purpose are needed");
      }
      const id = `file-${files.size + 1}`;
      files.set(id, undefined);
      const headers = { location: `${address}/place/${id}`, "x-together-file-id": id };
      response.writeHead(302, headers).end();
      return;
    }
    if (route === "POST /v1/fine-tunes") return create(response, text);
    const [, job, rest = ""] = /^\/v1\/fine-tunes\/([^/]+)(\/\w+)?$/.exec(url.pathname) ?? [];
    if (job !== undefined) return ofJob(response, job, rest);
    refuse(response, 404, "not_found", "no such route");
  });
  return {
    baseUrl: `${address}/v1`,
    faults,
    files,
    jobs,
    keysAtPlaces,
    move: (id, status) => void states.set(id, status),
    close,
  };
}
