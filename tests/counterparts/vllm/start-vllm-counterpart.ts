import type { IncomingMessage, ServerResponse } from "node:http";
import { createPlannedFaults, type PlannedFaults, reply } from "../shared/planned-faults.ts";
import { readBody, serve } from "../shared/serve.ts";

interface Adapter {
  base: string;
  rank: number;
}

export interface VllmCounterpart {
  /** `http://127.0.0.1:<port>/v1` */
  baseUrl: string;
  faults: PlannedFaults;
  requests: string[];
  close(): Promise<void>;
}

interface Options {
  base?: string;
  maxLoraRank?: number;
  apiKey?: string;
  /** Started without the variable that lets adapters be loaded. */
  fixed?: boolean;
  /** Versions up to 0.10 say their errors at the top of the body. */
  flatErrors?: boolean;
  /** An endpoint that writes for the base and whatever is loaded, by their names. */
  writer?: string;
  /** What lies on its disk. */
  disk?: Record<string, Adapter>;
}

/** A local server that loads and refuses adapters as vLLM's OpenAI-compatible one. */
export async function startVllmCounterpart(options: Options = {}): Promise<VllmCounterpart> {
  const { base = "Qwen/Qwen3-4B-Instruct-2507", maxLoraRank = 16, disk = {}, apiKey } = options;
  const loaded = new Map<string, string>();
  const faults = createPlannedFaults();
  const requests: string[] = [];

  const refuse = (response: ServerResponse, status: number, type: string, message: string) => {
    const error = { message, type, param: null, code: status };
    reply(response, status, options.flatErrors ? { object: "error", ...error } : { error });
  };
  const load = (response: ServerResponse, body: Record<string, unknown>) => {
    const { lora_name: name, lora_path: path } = body;
    if (typeof name !== "string" || typeof path !== "string" || name === "" || path === "") {
      const said = "Both 'lora_name' and 'lora_path' must be provided.";
      return refuse(response, 400, "InvalidUserInput", said);
    }
    if (loaded.has(name)) {
      const said = `The lora adapter '${name}' has already been loaded. If you want to load the adapter in place, set 'load_inplace' to True.`;
      return refuse(response, 400, "InvalidUserInput", said);
    }
    const adapter = disk[path];
    if (adapter === undefined) {
      const said = `Loading lora ${name} failed: No adapter found for ${path}`;
      return refuse(response, 404, "NotFoundError", said);
    }
    if (adapter.rank > maxLoraRank) {
      const said = `LoRA rank ${adapter.rank} is greater than max_lora_rank ${maxLoraRank}.`;
      return refuse(response, 400, "BadRequestError", said);
    }
    if (adapter.base !== base) {
      const said = "While loading, expected target modules do not fit the base model.";
      return refuse(response, 400, "BadRequestError", said);
    }
    loaded.set(name, path);
    response.writeHead(200).end(`Success: LoRA adapter '${name}' added successfully.`);
  };
  const unload = (response: ServerResponse, { lora_name: name }: Record<string, unknown>) => {
    if (typeof name !== "string" || !loaded.delete(name)) {
      const said = `The lora adapter '${name}' cannot be found.`;
      return refuse(response, 404, "NotFoundError", said);
    }
    response.writeHead(200).end(`Success: LoRA adapter '${name}' removed successfully.`);
  };
  const list = (response: ServerResponse) => {
    const card = (id: string, root: string, parent: string | null) => ({
      id,
      object: "model",
      created: 1_793_491_200,
      owned_by: "vllm",
      root,
      parent,
    });
    const data = [card(base, base, null), ...[...loaded].map(([id, path]) => card(id, path, base))];
    reply(response, 200, { object: "list", data });
  };
  /** Models that are not loaded are refused as vLLM does it, whatever the writer knows. */
  const chat = async (response: ServerResponse, text: string) => {
    const { model } = JSON.parse(text) as { model: string };
    if (model !== base && !loaded.has(model)) {
      return refuse(response, 404, "NotFoundError", `The model \`${model}\` does not exist.`);
    }
    const headers = { "content-type": "application/json" };
    const url = `${options.writer}/chat/completions`;
    const written = await fetch(url, { method: "POST", headers, body: text });
    const type = written.headers.get("content-type") ?? "application/json";
    response.writeHead(written.status, { "content-type": type });
    for await (const piece of written.body ?? []) response.write(piece);
    response.end();
  };
  const { url, close } = await serve(async (request: IncomingMessage, response) => {
    const route = `${request.method} ${request.url}`;
    requests.push(route);
    const text = (await readBody(request)).toString();
    if (await faults.meet(response)) return;
    if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) {
      return reply(response, 401, { error: "Unauthorized" });
    }
    if (route === "GET /v1/models") return list(response);
    if (options.writer !== undefined && route === "POST /v1/chat/completions") {
      return chat(response, text);
    }
    const change = { "POST /v1/load_lora_adapter": load, "POST /v1/unload_lora_adapter": unload };
    const handle = options.fixed ? undefined : change[route as keyof typeof change];
    if (handle === undefined) return reply(response, 404, { detail: "Not Found" });
    handle(response, JSON.parse(text));
  });
  return { baseUrl: `${url}/v1`, faults, requests, close };
}
