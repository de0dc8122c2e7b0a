import type {
  LanguageModel,
  Prompt,
  WriteRequest,
  Writer,
  WriterPassage,
} from "../../models/models.ts";
import type { Prompts } from "../../prompts/prompts.ts";
import { guessLanguage } from "../../text/guess-language.ts";
import { stopWords } from "../../text/stop-words.ts";
import { tokenize } from "../../text/tokenize.ts";
import { fenceText } from "./fence-text.ts";
import { packPassages } from "./pack-passages.ts";

export interface ModelWriterDeps {
  model: LanguageModel;
  prompts: Prompts;
  now: () => number;
}

const MAX_PASSAGES = 10;
/** More adds cost and little else: the ranking's tail seldom holds the answer. */
const MAX_PASSAGE_TOKENS = 6000;
/** Even a model with hardly any room is shown one passage. */
const MIN_PASSAGE_TOKENS = 400;
/** Room for 150 words in the least economical languages, or for a long list of steps. */
const REPLY_TOKENS = 900;
const QUESTION_TOKENS = 300;
/** Titles, paths and tags around each passage. */
const FENCE_TOKENS = 60 * MAX_PASSAGES;
/** Fewer than English has, so that the instructions never take more room than reserved. */
const CHARACTERS_PER_TOKEN = 3;

/** Writes answers with a language model, told by the prompt `answer`. */
export function createModelWriter({ model, prompts, now }: ModelWriterDeps): Writer {
  const fill = (question: string, passages: readonly WriterPassage[]) =>
    fillAnswerPrompt({ question, passages, at: now() }, prompts);
  const empty = fill("", []);
  const instructionTokens = (empty.instructions.length + empty.input.length) / CHARACTERS_PER_TOKEN;
  const room =
    model.contextTokens - instructionTokens - QUESTION_TOKENS - REPLY_TOKENS - FENCE_TOKENS;
  return {
    id: model.id,
    promptVersion: prompts.version("answer"),
    promptTexts: prompts.texts(),
    quotes: false,
    maxPassages: MAX_PASSAGES,
    maxPassageTokens: Math.floor(Math.min(MAX_PASSAGE_TOKENS, Math.max(MIN_PASSAGE_TOKENS, room))),
    write({ question, passages, onUsage }: WriteRequest, signal: AbortSignal) {
      const prompt = fill(question, passages);
      return model.generate(prompt, { maxTokens: REPLY_TOKENS, signal, onUsage });
    },
  };
}

/** What the writer is told; datasets hold the very same. */
export function fillAnswerPrompt(
  { question, passages, at }: { question: string; passages: readonly WriterPassage[]; at: number },
  prompts: Prompts,
): Prompt {
  return prompts.fill("answer", {
    question: fenceText("question", question),
    passages: packPassages(passages),
    language: languageOf(question),
    today: new Date(at).toISOString().slice(0, 10),
  });
}

/** Named where the question's small words or its script tell it; a guess from a name would mislead. */
function languageOf(question: string): string {
  const code = guessLanguage(question);
  const list = stopWords(code);
  const isSure =
    code !== "unknown" && (list.size === 0 || tokenize(question).some((term) => list.has(term)));
  const name = isSure ? new Intl.DisplayNames("en", { type: "language" }).of(code) : undefined;
  return name ?? "the language of the question";
}
