import { words } from "../text/tokenize.ts";
import type { Question } from "./answer.ts";
import { leansOnHistory, rewriteQuestion, type SearchText } from "./rewrite-question.ts";
import type { ModelDeps } from "./with-model/ask-model.ts";
import { rewriteWithModel } from "./with-model/rewrite-with-model.ts";

/** Makes a follow-up stand on its own: by the model where there is one and it helps, else by rule. */
export async function understandQuestion(
  question: Question,
  assistant: ModelDeps | undefined,
  signal: AbortSignal,
): Promise<SearchText> {
  const { text, history } = question;
  if (assistant !== undefined && history.length > 0 && leansOnHistory(text)) {
    const rewritten = await rewriteWithModel(text, history, assistant, signal);
    if (rewritten !== undefined && words(rewritten).length > 0) {
      return { text: rewritten, context: "" };
    }
  }
  return rewriteQuestion(text, history);
}
