import type { ReadPrompt } from "../behaviour.ts";
import { cite, rankSentences } from "./rank-sentences.ts";
import { planSubQuestions, rewriteQuestion, suggestQuestions } from "./write-questions.ts";
import { judgeSupport, offerChoices } from "./write-verdicts.ts";

const MAX_SENTENCES = 3;
/** Of the best sentence's score, what another must have to be said too. */
const NEARLY_AS_GOOD = 0.8;

/** What a good, literal-minded model replies to any of our prompts. */
export function writeWell(prompt: ReadPrompt): string {
  switch (prompt.promptId) {
    case "rewrite-question":
      return rewriteQuestion(prompt);
    case "plan-sub-questions":
      return planSubQuestions(prompt);
    case "check-support":
      return judgeSupport(prompt);
    case "clarify":
      return offerChoices(prompt);
    case "suggest-prompts":
      return suggestQuestions(prompt);
    case "answer":
      return answerFromPassages(prompt);
    default:
      return prompt.passages.length > 0 ? answerFromPassages(prompt) : "OK";
  }
}

/** One to three sentences of the passages, word for word, each with its mark; or `NOT_FOUND`. */
export function answerFromPassages(prompt: ReadPrompt): string {
  const ranked = rankSentences(prompt);
  const best = ranked[0]?.score ?? 0;
  if (best === 0) return "NOT_FOUND";
  const said = new Map<string, string>();
  for (const { n, text, score } of ranked) {
    if (said.size < MAX_SENTENCES && score >= best * NEARLY_AS_GOOD && !said.has(text)) {
      said.set(text, cite(text, n));
    }
  }
  return [...said.values()].join(" ");
}
