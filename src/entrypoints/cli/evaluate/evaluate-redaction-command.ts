import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { EvaluationError } from "../../../evaluation/workspace.ts";
import { measureRedaction } from "../../../learning/redaction/measure-redaction.ts";
import { printJson, userPath } from "../command-context.ts";

/** `eval redaction`: what is taken out of labelled sentences, and what of the rest with it. */
export function addEvaluateRedactionCommand(evaluate: Command): void {
  evaluate
    .command("redaction")
    .description(
      "what is taken out of sentences: {{EMAIL:a@b.example}} is to go, {{-:PROJ-4711}} to stay",
    )
    .argument("<file...>", "one sentence a line")
    .option("--people <file>", "the directory: one name a line")
    .option("--json", "print JSON, which it does in any case")
    .action(async (files: string[], { people }: { people?: string }) => {
      const lines = (await Promise.all(files.map(readLines))).flat();
      const names = people === undefined ? [] : await readLines(people);
      printJson(measureRedaction(lines, { people: names.map((name) => ({ names: [name] })) }));
    });
}

async function readLines(file: string): Promise<string[]> {
  try {
    const text = await readFile(userPath(file), "utf8");
    return text.split(/\r?\n/).filter((line) => line.trim() !== "");
  } catch (error) {
    throw new EvaluationError(`${file} cannot be read; this evaluation needs it.`, {
      cause: error,
    });
  }
}
