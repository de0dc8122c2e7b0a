import { z } from "zod";
import type { WriterPassage } from "../../models/models.ts";
import { words } from "../../text/tokenize.ts";
import { askModel, askOptionally, type ModelDeps } from "./ask-model.ts";
import { fenceText } from "./fence-text.ts";
import { packPassages, shortenPassages } from "./pack-passages.ts";
import { readJsonReply } from "./replies/read-json-reply.ts";
import { readQuestion } from "./replies/read-question.ts";

export interface Clarification {
  question: string;
  /** Two to four. */
  choices: string[];
}

const LIMITS = { maxTokens: 300, deadlineMs: 5000 };
const [MIN_CHOICES, MAX_CHOICES] = [2, 4];
const MAX_CHOICE_CHARACTERS = 80;
const [SHOWN_PASSAGES, SHOWN_CHARACTERS] = [6, 800];
const REPLY = z.object({
  clarify: z.boolean(),
  question: z.string().default(""),
  choices: z.array(z.string()).max(10).default([]),
});

/**
 * A question back, where the model finds that one is needed. Each choice is one that was offered or
 * stands word for word in a passage; undefined when the model is away, sees no need or replies nonsense.
 * @throws what `signal` was aborted with.
 */
export function clarifyWithModel(
  question: string,
  choices: readonly string[],
  passages: readonly WriterPassage[],
  deps: ModelDeps,
  signal: AbortSignal,
): Promise<Clarification | undefined> {
  const ask = async () => {
    const prompt = deps.prompts.fill("clarify", {
      question: fenceText("question", question),
      choices: choices.map((choice) => fenceText("choice", choice)).join("\n"),
      passages: packPassages(shortenPassages(passages, SHOWN_PASSAGES, SHOWN_CHARACTERS)),
    });
    const reply = readJsonReply(await askModel(prompt, deps, LIMITS, signal), REPLY);
    if (!reply?.clarify) return undefined;
    const kept = readChoices(reply.choices, choices, passages);
    const from = [question, ...kept].join("\n");
    const back = readQuestion(reply.question, { from, mayState: false });
    return back === undefined || kept.length < MIN_CHOICES
      ? undefined
      : { question: back, choices: kept };
  };
  return askOptionally("clarify", ask, deps, signal);
}

function readChoices(
  replied: readonly string[],
  offered: readonly string[],
  passages: readonly WriterPassage[],
): string[] {
  const titles = new Map(offered.map((choice) => [phrase(choice), choice]));
  const texts = passages.map(({ title, headings, text }) =>
    phrase([title, ...headings, text].join("\n")),
  );
  const kept = new Map<string, string>();
  for (const choice of replied) {
    const key = phrase(choice);
    const isQuoted = choice.length <= MAX_CHOICE_CHARACTERS && texts.some((t) => t.includes(key));
    const shown = titles.get(key) ?? (isQuoted && isPlain(choice) ? choice.trim() : undefined);
    if (key.trim() !== "" && shown !== undefined) kept.set(key, shown);
  }
  return [...kept.values()].slice(0, MAX_CHOICES);
}

/** Folded words between spaces, so that only whole words are found in one another. */
function phrase(text: string): string {
  return ` ${words(text).join(" ")} `;
}

function isPlain(choice: string): boolean {
  return !/[[\]{}<>\n\r]|:\/\//u.test(choice.trim());
}
