import type { Prompt } from "../models/models.ts";

/** What each prompt's words may refer to as `{{name}}`; a file that uses another is an error. */
export interface PromptVariables {
  answer: "question" | "passages" | "language" | "today";
  "rewrite-question": "question" | "history";
  "plan-sub-questions": "question";
  "check-support": "sentence" | "passages";
  clarify: "question" | "choices" | "passages";
  "suggest-prompts": "passages" | "count";
}

export type PromptId = keyof PromptVariables;

/** Every word said to a model, from the Markdown files under `prompts/`. */
export interface Prompts {
  /** Values are data: they are fenced or escaped by who makes them, and never looked into. */
  fill<Id extends PromptId>(id: Id, values: Record<PromptVariables[Id], string>): Prompt;
  /** `id@version#hash`. */
  version(id: PromptId): string;
  /** All words of all prompts, without values: what no answer may repeat. */
  texts(): string[];
  /** The same, but for one prompt, whose file holds `text`; `name`: what errors call that. @throws PromptError */
  replace(id: PromptId, text: string, name: string): Prompts;
}

/** A prompt file that cannot be used: one sentence that names the file and the way out. */
export class PromptError extends Error {
  override readonly name = "PromptError";
}
