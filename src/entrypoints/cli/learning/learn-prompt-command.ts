import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { registerPrompt } from "../../../learning/writing/register-prompt.ts";
import { readVersion } from "../../read-version.ts";
import { printJson, printLine, userPath, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";

interface Options {
  json?: true;
}

/** `learn prompt`: keeps other words for the writer as a version, to be judged and let serve as all that is learned. */
export function addLearnPromptCommand(learn: Command): void {
  learn
    .command("prompt")
    .description(
      "register a prompt for answers of your own; it serves once it is judged and promoted",
    )
    .argument("<file>", "in the form of prompts/answer.md")
    .option("--json", "print JSON")
    .action((file: string, { json }: Options) =>
      withApp((app) => register(userPath(file), json === true, app)),
    );
}

async function register(file: string, json: boolean, app: App): Promise<void> {
  const { storage, prompts, now } = app;
  const deps = { storage, prompts, codeVersion: readVersion(), now };
  const registered = await registerPrompt(file, ACTOR, deps);
  if (json) printJson(registered);
  else {
    const { version, promptVersion } = registered;
    const next = `\`models gate ${version} --questions <dir>\` judges it.`;
    printLine(`${version} is registered (${promptVersion}). ${next}`);
  }
}
