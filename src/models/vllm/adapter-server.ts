import { z } from "zod";
import { type AdapterServer, ModelError } from "../models.ts";

export interface AdapterServerOptions {
  /** `http://vllm.internal:8000/v1`, as OPENAI_BASE_URL names it. */
  baseUrl: string;
  apiKey?: string | undefined;
  timeoutMs?: number;
}

const modelsSchema = z.object({
  data: z.array(
    z.object({ id: z.string(), root: z.string().nullish(), parent: z.string().nullish() }),
  ),
});
type Models = z.infer<typeof modelsSchema>["data"];

/** Loading reads an adapter from disk into the GPU. */
const TIMEOUT_MS = 120_000;
const NAME = /^[\w][\w.-]{0,127}$/;

/** Loads and unloads adapters by name; such a server must be reachable for nobody else. */
export function createAdapterServer(options: AdapterServerOptions): AdapterServer {
  const { baseUrl, apiKey, timeoutMs = TIMEOUT_MS } = options;
  const address = baseUrl.replace(/\/+$/, "");
  const { host } = new URL(address);
  const headers = {
    "content-type": "application/json",
    ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
  };
  const ask = async (path: string, body: object | undefined, signal: AbortSignal) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    try {
      return await fetch(`${address}${path}`, {
        ...init,
        headers,
        // A key is not carried on to wherever an answer points.
        redirect: "error",
        signal: AbortSignal.any([signal, timeout]),
      });
    } catch {
      signal.throwIfAborted();
      const why = timeout.aborted ? "did not answer in time" : "cannot be reached";
      throw new ModelError("unavailable", `${host} ${why}.`);
    }
  };
  const listModels = async (signal: AbortSignal): Promise<Models> => {
    const response = await ask("/models", undefined, signal);
    if (!response.ok) throw await refusal(response, host);
    const read = modelsSchema.safeParse(await response.json().catch(() => undefined));
    if (read.success) return read.data.data;
    throw new ModelError("invalid", `${host} does not list models as vLLM does.`);
  };
  return {
    list: async (signal) =>
      (await listModels(signal)).flatMap(({ id, root, parent }) =>
        parent ? [{ name: id, base: parent, path: root ?? "" }] : [],
      ),
    async load(name, path, base, signal) {
      if (!NAME.test(name)) throw new ModelError("invalid", `"${name}" is no name for an adapter.`);
      const models = await listModels(signal);
      const bases = models.filter(({ parent }) => !parent).map(({ id }) => id);
      // It would be loaded all the same, on whatever is served.
      if (!bases.includes(base)) {
        throw new ModelError("invalid", `${host} serves ${bases.join(", ")}, not "${base}".`);
      }
      const body = { lora_name: name, lora_path: path };
      const response = await ask("/load_lora_adapter", body, signal);
      if (!response.ok) throw await refusal(response, host, name);
      const served = (await listModels(signal)).find(({ id }) => id === name);
      if (served?.parent === base) return;
      throw new ModelError(
        "unavailable",
        `${host} took "${name}" and does not list it on "${base}".`,
      );
    },
    async unload(name, signal) {
      const response = await ask("/unload_lora_adapter", { lora_name: name }, signal);
      if (!response.ok) throw await refusal(response, host, name);
    },
  };
}

async function refusal(response: Response, host: string, name = ""): Promise<ModelError> {
  const said = sentence(await response.text());
  const { status } = response;
  if (status === 401) return new ModelError("unauthorized", `${host} refused the key.`);
  if (name === "") return new ModelError("unavailable", `${host} failed (${status}).`);
  if (/already been loaded/.test(said)) {
    return new ModelError(
      "invalid",
      `${host} serves "${name}" already: unload it, or choose a new name.`,
    );
  }
  const [, rank, most] = /LoRA rank (\d+) is greater than max_lora_rank (\d+)/.exec(said) ?? [];
  if (rank !== undefined) {
    const way = `start it with --max-lora-rank ${rank} or train with a lower rank`;
    return new ModelError("invalid", `"${name}" has rank ${rank}, ${host} takes ${most}: ${way}.`);
  }
  if (/No adapter found/.test(said)) {
    return new ModelError(
      "not-found",
      `${host} finds no adapter in that folder: it is looked for on its disk.`,
    );
  }
  if (status === 404 && /cannot be found/.test(said)) {
    return new ModelError("not-found", `${host} serves no "${name}".`);
  }
  if (status === 404 || status === 405) {
    const flags = "--enable-lora and VLLM_ALLOW_RUNTIME_LORA_UPDATING=True";
    return new ModelError(
      "not-found",
      `${host} loads no adapters while it runs: start it with ${flags}.`,
    );
  }
  return status >= 500
    ? new ModelError("unavailable", `${host} failed (${status}).`)
    : new ModelError("invalid", `${host} did not take "${name}" (${status}).`);
}

/** Older versions say it at the top, newer ones within `error`. */
function sentence(text: string): string {
  try {
    const body = JSON.parse(text) as { message?: unknown; error?: { message?: unknown } };
    return String(body.error?.message ?? body.message ?? "");
  } catch {
    return "";
  }
}
