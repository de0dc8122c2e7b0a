import { z } from "zod";
import type { WriterPassage } from "../../models/models.ts";
import { words } from "../../text/tokenize.ts";
import { askModel, askOptionally, type ModelDeps } from "./ask-model.ts";
import { packPassages, shortenPassages } from "./pack-passages.ts";
import { readJsonReply } from "./replies/read-json-reply.ts";
import { readQuestion } from "./replies/read-question.ts";

/** Nobody waits for it: suggestions are made when documents change. */
const LIMITS = { maxTokens: 400, deadlineMs: 20_000 };
const MAX_CHARACTERS = 120;
const [SHOWN_PASSAGES, SHOWN_CHARACTERS] = [8, 800];
const REPLY = z.object({ questions: z.array(z.string()).max(20) });

/**
 * Up to `count` questions that these passages answer; empty when the model is away or its reply is
 * of no use.
 * @throws what `signal` was aborted with.
 */
export async function suggestWithModel(
  passages: readonly WriterPassage[],
  count: number,
  deps: ModelDeps,
  signal: AbortSignal,
): Promise<string[]> {
  const shown = shortenPassages(passages, SHOWN_PASSAGES, SHOWN_CHARACTERS);
  const from = shown.map((p) => [p.title, ...p.headings, p.text].join("\n")).join("\n");
  const ask = async () => {
    const prompt = deps.prompts.fill("suggest-prompts", {
      passages: packPassages(shown),
      count: String(count),
    });
    const reply = readJsonReply(await askModel(prompt, deps, LIMITS, signal), REPLY);
    const questions = new Map<string, string>();
    for (const text of reply?.questions ?? []) {
      const question = readQuestion(text, { from, mayState: false });
      if (question === undefined || question.length > MAX_CHARACTERS) continue;
      questions.set(words(question).join(" "), question);
    }
    return questions.size === 0 ? undefined : [...questions.values()].slice(0, count);
  };
  return (await askOptionally("suggest-prompts", ask, deps, signal)) ?? [];
}
