import { z } from "zod";
import { ModelError } from "../models.ts";

export interface MlflowRegistryOptions {
  /** `http://mlflow.internal:5000` */
  baseUrl: string;
  /** For the header of that name. */
  authorization?: string | undefined;
  timeoutMs?: number;
}

type Tags = Record<string, string>;

const pairs = z.array(z.object({ key: z.string(), value: z.string() })).default([]);
const number = z.coerce.string();
const searched = z.object({
  model_versions: z.array(z.object({ version: number, tags: pairs })).default([]),
  next_page_token: z.string().optional(),
});
const created = z.object({ model_version: z.object({ version: number }) });
const described = z.object({
  registered_model: z.object({
    aliases: z.array(z.object({ alias: z.string(), version: number })).default([]),
  }),
});

const TIMEOUT_MS = 30_000;
const PAGE = 200;

/** The model registry of an MLflow server, over its REST API. */
export function createMlflowRegistry(options: MlflowRegistryOptions) {
  const { baseUrl, authorization, timeoutMs = TIMEOUT_MS } = options;
  const root = `${baseUrl.replace(/\/+$/, "")}/api/2.0/mlflow`;
  const { host } = new URL(root);
  const headers = {
    "content-type": "application/json",
    ...(authorization === undefined ? {} : { authorization }),
  };
  const ask = async (method: "GET" | "POST" | "DELETE", path: string, asked: Tags | object) => {
    const query = method === "GET" ? `?${new URLSearchParams(asked as Tags)}` : "";
    const body = method === "GET" ? {} : { body: JSON.stringify(asked) };
    const signal = AbortSignal.timeout(timeoutMs);
    // A key is not carried on to wherever an answer points.
    const init: RequestInit = { method, headers, redirect: "error", signal, ...body };
    const response = await fetch(`${root}${path}${query}`, init).catch(() => {
      const why = signal.aborted ? "did not answer in time" : "cannot be reached";
      throw new ModelError("unavailable", `${host} ${why}: look at MLFLOW_TRACKING_URI.`);
    });
    const said: unknown = await response.json().catch(() => undefined);
    if (response.ok) return said;
    throw refusal(host, response.status, said);
  };
  const read = <T>(schema: z.ZodType<T>, said: unknown): T => {
    const { data } = schema.safeParse(said);
    if (data !== undefined) return data;
    throw new ModelError("invalid", `${host} does not speak MLflow's API.`);
  };
  return {
    async open(name: string): Promise<void> {
      try {
        await ask("POST", "/registered-models/create", { name });
      } catch (error) {
        if (!(error instanceof AlreadyThere)) throw error;
      }
    },
    /** Every version with its tags. */
    async list(name: string): Promise<{ number: string; tags: Tags }[]> {
      const found: { number: string; tags: Tags }[] = [];
      for (let page: string | undefined = ""; page !== undefined; ) {
        const asked: Tags = { filter: `name='${name}'`, max_results: String(PAGE) };
        if (page !== "") asked.page_token = page;
        const said = read(searched, await ask("GET", "/model-versions/search", asked));
        for (const one of said.model_versions) {
          const tags = Object.fromEntries(one.tags.map(({ key, value }) => [key, value]));
          found.push({ number: one.version, tags });
        }
        page = said.next_page_token || undefined;
      }
      return found;
    },
    /** @returns its number there */
    async create(name: string, source: string, tags: Tags): Promise<string> {
      const asked = {
        name,
        source,
        tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      };
      const said = await ask("POST", "/model-versions/create", asked);
      return read(created, said).model_version.version;
    },
    async tag(name: string, version: string, key: string, value: string): Promise<void> {
      await ask("POST", "/model-versions/set-tag", { name, version, key, value });
    },
    async aliases(name: string): Promise<Tags> {
      const { registered_model: model } = read(
        described,
        await ask("GET", "/registered-models/get", { name }),
      );
      return Object.fromEntries(model.aliases.map(({ alias, version }) => [alias, version]));
    },
    /** Undefined: it names nothing any more. */
    async alias(name: string, alias: string, version: string | undefined): Promise<void> {
      if (version === undefined) await ask("DELETE", "/registered-models/alias", { name, alias });
      else await ask("POST", "/registered-models/alias", { name, alias, version });
    },
  };
}

class AlreadyThere extends ModelError {}

/** By status and code; its sentences may repeat what was sent. */
function refusal(host: string, status: number, said: unknown): ModelError {
  const code = (said as { error_code?: unknown } | undefined)?.error_code;
  if (code === "RESOURCE_ALREADY_EXISTS")
    return new AlreadyThere("invalid", "It is there already.");
  if (status === 401 || status === 403) {
    const way =
      "set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD";
    return new ModelError("unauthorized", `${host} refused: ${way}.`);
  }
  const named = typeof code === "string" && /^[A-Z_]{1,60}$/.test(code) ? `, ${code}` : "";
  const kind = status >= 500 ? "unavailable" : "invalid";
  return new ModelError(kind, `${host} did not take it (${status}${named}).`);
}
