import { openProvider } from "../../app-models.ts";
import type { Config } from "../../config.ts";
import type { ExaminedModel } from "../../models/openai/examine-openai.ts";
import type { Check } from "./check.ts";

/** Asks each model at the endpoint for a few tokens or a vector; empty where none is configured. */
export async function examineModels(config: Config, signal: AbortSignal): Promise<Check[]> {
  return Promise.all(
    modelsOf(config).map(async ({ name, ...examined }) => {
      try {
        const provider = await openProvider(config);
        if (provider === undefined) throw new Error("No endpoint is configured.");
        const { ok, detail, warning, fix } = await provider.examine(examined, signal);
        return { name, ok, detail: warning === undefined ? detail : `${detail}; ${warning}`, fix };
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        return { name, ok: false, detail };
      }
    }),
  );
}

const LEAST_DEADLINE_MS = 10_000;

function modelsOf({ model, embedder }: Config) {
  const models: (Omit<ExaminedModel, "client"> & { name: string })[] = [];
  if (model !== undefined) {
    // As long as people would wait for its first word, and a little for the rest.
    const deadlineMs = Math.max(LEAST_DEADLINE_MS, 1.5 * model.firstTokenMs);
    const shared = { kind: "language-model" as const, api: model.api, deadlineMs };
    models.push({ ...shared, name: "language model", model: model.name });
    if (model.checkModel !== undefined) {
      const setting = "FOOTNOTE_CHECK_MODEL";
      models.push({ ...shared, name: "check model", model: model.checkModel, setting });
    }
  }
  if (embedder.kind === "openai") {
    const { model: name, dimensions } = embedder;
    models.push({ name: "embedding model", kind: "embedder", model: name, dimensions });
  }
  return models;
}
