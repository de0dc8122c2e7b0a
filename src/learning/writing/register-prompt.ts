import { readFile } from "node:fs/promises";
import type { Prompts } from "../../prompts/prompts.ts";
import type { Storage } from "../../storage/storage.ts";
import { LearningError } from "../learning-error.ts";
import { encodePrompt } from "./prompt-artifact.ts";

const MOST_CHARACTERS = 20_000;

export interface RegisterPromptDeps {
  storage: Pick<Storage, "learning" | "audit">;
  prompts: Prompts;
  codeVersion: string;
  now: () => number;
}

export interface RegisteredPrompt {
  version: string;
  /** `answer@version#hash` of its words, as answers name it. */
  promptVersion: string;
}

/** Keeps a file such as `prompts/answer.md` as a version, which answers nobody yet. @throws LearningError, PromptError */
export async function registerPrompt(
  file: string,
  actor: string,
  { storage, prompts, codeVersion, now }: RegisterPromptDeps,
): Promise<RegisteredPrompt> {
  const words = await readWords(file);
  const promptVersion = prompts.replace("answer", words, file).version("answer");
  if (promptVersion === prompts.version("answer")) {
    throw new LearningError(`${file} is the prompt that is configured.`);
  }
  const encoded = encodePrompt({ words });
  const known = await storage.learning.list();
  const same = known.find(({ kind, digest }) => kind === "prompt" && digest === encoded.digest);
  if (same !== undefined) {
    throw new LearningError(`${file} is ${same.version} already, which is ${same.status}.`);
  }
  const { champion } = await storage.learning.serving("prompt");
  const lineage = { base: champion ?? null, promptVersion, code: codeVersion };
  const { version } = await storage.learning.add({
    ...{ kind: "prompt", createdAt: now(), lineage },
    ...encoded,
  });
  const detail = { version, promptVersion };
  await storage.audit.append({ at: now(), actor, action: "models.registered", detail });
  return { version, promptVersion };
}

/** As it is said, whatever an editor makes of marks and ends of lines: the same words are the same version. */
async function readWords(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new LearningError(`The prompt ${file} cannot be read.`, { cause });
  });
  if (text.length > MOST_CHARACTERS) {
    throw new LearningError(
      `The prompt ${file} has ${text.length} characters: passages need the room, ${MOST_CHARACTERS} are the most.`,
    );
  }
  return `${text
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .trim()}\n`;
}
