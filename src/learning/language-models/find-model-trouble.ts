import { type AdapterServer, ModelError, type WriterOf } from "../../models/models.ts";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import { LearningError } from "../learning-error.ts";
import { decodeModel } from "./model-artifact.ts";

export interface ModelPlace {
  /** Undefined where no language model is configured. */
  writerOf: WriterOf | undefined;
  /** Undefined where no address is configured. */
  adapters: AdapterServer | undefined;
}

export const CONFIGURE =
  "No language model is configured: set FOOTNOTE_MODEL, and OPENAI_BASE_URL for a server of your own.";
export const CONFIGURE_SERVER =
  "Adapters are loaded by a vLLM server of your own: set OPENAI_BASE_URL to its address.";

/** Why a language model cannot answer here, in one sentence. */
export async function findModelTrouble(
  learned: Pick<LearnedVersion, "version" | "kind" | "artifact" | "digest">,
  { writerOf, adapters }: ModelPlace,
): Promise<string | undefined> {
  if (writerOf === undefined) return CONFIGURE;
  try {
    const { form, name, base } = decodeModel(learned);
    if (form === "model") return undefined;
    if (adapters === undefined) return CONFIGURE_SERVER;
    const listed = await adapters.list(new AbortController().signal);
    const found = listed.find((one) => one.name === name);
    if (found === undefined) {
      return `"${name}" is not loaded at the server: \`models load ${learned.version}\` does that.`;
    }
    return found.base === base
      ? undefined
      : `"${name}" is loaded on ${found.base}, and was trained on ${base}: unload it first.`;
  } catch (error) {
    if (error instanceof ModelError || error instanceof LearningError) return error.message;
    throw error;
  }
}
