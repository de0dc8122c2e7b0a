import type { Turn } from "../answer.ts";
import { askModel, askOptionally, type ModelDeps } from "./ask-model.ts";
import { fenceText, fenceTurns } from "./fence-text.ts";
import { readQuestion } from "./replies/read-question.ts";

const LIMITS = { maxTokens: 150, deadlineMs: 3000 };

/**
 * A follow-up as a question that stands alone; undefined when the model is away or later than 3 s, or
 * when its reply is no question made of this conversation.
 * @throws what `signal` was aborted with.
 */
export function rewriteWithModel(
  question: string,
  history: readonly Turn[],
  deps: ModelDeps,
  signal: AbortSignal,
): Promise<string | undefined> {
  const from = [...history.map(({ text }) => text), question].join("\n");
  const ask = async () => {
    const prompt = deps.prompts.fill("rewrite-question", {
      question: fenceText("question", question),
      history: fenceTurns(history),
    });
    const reply = await askModel(prompt, deps, LIMITS, signal);
    return readQuestion(reply, { from, mayState: !/[?？؟]/u.test(question) });
  };
  return askOptionally("rewrite-question", ask, deps, signal);
}
