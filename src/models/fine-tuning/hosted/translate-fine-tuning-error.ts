import { APIError, type OpenAI } from "openai";
import { ModelError } from "../../models.ts";
import { translateOpenAiError } from "../../openai/translate-openai-error.ts";
import { CLOSING, NO_MODELS } from "./openai-dates.ts";

const OTHERS = "Use export, command or together.";
const NOT_TRAINED = /training_not_available|fine[- ]?tuning is (?:not|no longer) available/i;
const SHUT_DOWN = /model_(?:shut_?down|retired|deprecated)|shut ?down|has been deprecated/i;

/** What OpenAI's endpoint says about training, with the dates that explain it and the way out. */
export function translateFineTuningError(error: unknown, client: OpenAI, base = ""): unknown {
  if (error instanceof ModelError) return error;
  if (error instanceof APIError) {
    const said = `${error.code} ${error.message}`;
    if (error.status === 403 && NOT_TRAINED.test(said)) {
      return new ModelError("forbidden", `This organisation is refused. ${CLOSING} ${OTHERS}`);
    }
    if (SHUT_DOWN.test(said)) {
      const when = `gpt-4o and gpt-4.1 with all that is tuned on them on ${NO_MODELS}`;
      return new ModelError("not-found", `"${base}" is shut down (${when}). ${OTHERS}`);
    }
    if (error.status === 404 && base === "") {
      return new ModelError("not-found", "OpenAI knows no such job: it may be another key's.");
    }
  }
  return translateOpenAiError(error, { client, model: base, setting: "the base model" });
}
