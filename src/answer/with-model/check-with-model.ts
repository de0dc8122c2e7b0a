import { z } from "zod";
import { ModelError, type WriterPassage } from "../../models/models.ts";
import { askModel, type ModelDeps } from "./ask-model.ts";
import { fenceText } from "./fence-text.ts";
import { packPassages } from "./pack-passages.ts";
import { readJsonReply } from "./replies/read-json-reply.ts";

export interface ModelVerdict {
  supported: boolean;
  /** One sentence for `why`, in the model's words. */
  reason: string;
}

const LIMITS = { maxTokens: 200, deadlineMs: 15_000 };
const TRIES = 2;
const MAX_REASON_CHARACTERS = 300;
const REPLY = z.object({ supported: z.boolean(), reason: z.string().default("") });

/**
 * Whether the passages say what a sentence (without its marks) says, by a model's judgement.
 * @throws ModelError when the model is away or its reply cannot be read twice: the sentence is then
 * unchecked and must not be shown. Throws what `signal` was aborted with.
 */
export async function checkWithModel(
  sentence: string,
  passages: readonly WriterPassage[],
  deps: ModelDeps,
  signal: AbortSignal,
): Promise<ModelVerdict> {
  const prompt = deps.prompts.fill("check-support", {
    sentence: fenceText("sentence", sentence),
    passages: packPassages(passages),
  });
  for (let tried = 0; tried < TRIES; tried += 1) {
    const verdict = readJsonReply(await askModel(prompt, deps, LIMITS, signal), REPLY);
    if (verdict !== undefined) {
      const reason = verdict.reason.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
      return { supported: verdict.supported, reason: reason.slice(0, MAX_REASON_CHARACTERS) };
    }
  }
  throw new ModelError(
    "invalid",
    `${deps.model.id} did not reply to check-support with the JSON it was asked for; use a model that can.`,
  );
}
