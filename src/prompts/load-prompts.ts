import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Prompt } from "../models/models.ts";
import { PromptError, type PromptId, type Prompts, type PromptVariables } from "./prompts.ts";
import { readPromptFile } from "./read-prompt-file.ts";

/** Objects rather than lists, so that a variable added to the port is missed here at once. */
const VARIABLES: { [Id in PromptId]: Record<PromptVariables[Id], true> } = {
  answer: { question: true, passages: true, language: true, today: true },
  "rewrite-question": { question: true, history: true },
  "plan-sub-questions": { question: true },
  "check-support": { sentence: true, passages: true },
  clarify: { question: true, choices: true, passages: true },
  "suggest-prompts": { passages: true, count: true },
};
const IDS = Object.keys(VARIABLES) as PromptId[];

/**
 * Reads and checks every prompt of a folder.
 * @throws PromptError for the first file that is missing, unknown or wrong.
 */
export function loadPrompts(folder: string): Prompts {
  refuseUnknownFiles(folder);
  return createPrompts(new Map(IDS.map((id) => [id, loadPrompt(folder, id)])));
}

function createPrompts(prompts: ReadonlyMap<PromptId, Prompt>): Prompts {
  const get = (id: PromptId): Prompt => prompts.get(id) as Prompt;
  return {
    version: (id) => get(id).version,
    texts: () =>
      [...prompts.values()].flatMap((one) => [one.instructions, ...one.input.split(VARIABLE)]),
    fill(id, values) {
      const { instructions, input, version } = get(id);
      return { instructions, input: fillIn(input, new Map(Object.entries(values))), version };
    },
    replace: (id, text, name) =>
      createPrompts(new Map(prompts).set(id, readPrompt(id, text.replaceAll("\r\n", "\n"), name))),
  };
}

function refuseUnknownFiles(folder: string): void {
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch (cause) {
    throw new PromptError(
      `The folder of prompts ${folder} cannot be read; restore it from the release.`,
      { cause },
    );
  }
  const known = new Set(["README.md", ...IDS.map((id) => `${id}.md`)]);
  const extra = files.find((file) => file.endsWith(".md") && !known.has(file));
  if (extra !== undefined) {
    throw new PromptError(
      `${join(folder, extra)} is no prompt that Footnote knows; remove it or name it after one of: ${IDS.join(", ")}.`,
    );
  }
}

function loadPrompt(folder: string, id: PromptId): Prompt {
  const path = join(folder, `${id}.md`);
  let text: string;
  try {
    text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  } catch (cause) {
    throw new PromptError(
      `The prompt ${path} is missing or cannot be read; restore it from the release.`,
      { cause },
    );
  }
  return readPrompt(id, text, path);
}

function readPrompt(id: PromptId, text: string, name: string): Prompt {
  const variables = Object.keys(VARIABLES[id]);
  const { version, instructions, input } = readPromptFile(name, text, id, variables);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return { instructions, input, version: `${id}@${version}#${hash}` };
}

const VARIABLE = /\{\{[a-z]+\}\}/;

/** One pass, so that a value that holds `{{x}}` is not looked into. */
function fillIn(input: string, values: ReadonlyMap<string, unknown>): string {
  return input.replace(/\{\{([a-z]+)\}\}/g, (_, name: string) => String(values.get(name)));
}
