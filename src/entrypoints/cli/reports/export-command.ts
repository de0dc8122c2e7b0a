import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type Command, Option } from "commander";
import type { App } from "../../../app.ts";
import { exportDataset } from "../../../learning/datasets/export-dataset.ts";
import { FORMATS, type Format } from "../../../learning/datasets/formats/schemas.ts";
import {
  createQuestionSuggester,
  type SuggestQuestions,
} from "../../../learning/datasets/rows/ask-for-questions.ts";
import type { Card } from "../../../learning/datasets/write-dataset.ts";
import { readServedPrompts } from "../../../learning/writing/serving-writing.ts";
import {
  parseCount,
  printJson,
  printLine,
  UsageError,
  userPath,
  withApp,
} from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";

interface ExportFlags {
  format: Format;
  out: string;
  synthetic?: number;
  people?: string;
  includeRestricted?: true;
  json?: boolean;
}

/** `feedback export`: what people said of answers, as a dataset. */
export function addExportCommand(feedback: Command): void {
  feedback
    .command("export")
    .description("a dataset, redacted and in parts, with its card; exit code 1 when a check fails")
    .addOption(
      new Option("--format <format>", "what is to be done with it")
        .choices([...FORMATS])
        .makeOptionMandatory(),
    )
    .requiredOption("--out <dir>", "an empty or new folder")
    .option(
      "--synthetic <n>",
      "with so many questions made of documents, at most: by the language model, or by rules",
      parseCount,
    )
    .option("--people <file>", "names to take out, one a line, beside those that are stored")
    .option("--include-restricted", "also what only some may read; the card says so")
    .option("--json", "print the card as JSON")
    .action(async ({ format, out, synthetic, people, ...flags }: ExportFlags) => {
      const directory = userPath(out);
      const card = await withApp(async (app) => {
        const { prompts, storage } = app;
        return exportDataset(
          {
            ...{ format, directory, name: basename(directory) },
            ...(synthetic === undefined ? {} : { synthetic }),
            includeRestricted: flags.includeRestricted === true,
            people: people === undefined ? [] : await readNames(people),
          },
          ACTOR,
          {
            ...{ ...app, retention: app.config.retention, suggestQuestions: suggesterOf(app) },
            prompts: await readServedPrompts(prompts, storage.learning),
          },
        );
      });
      if (flags.json) printJson(card);
      else print(card);
      if (card.checks.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

function suggesterOf({ answering, logger }: App): SuggestQuestions | undefined {
  const { assistant } = answering;
  return assistant && createQuestionSuggester({ ...assistant, logger });
}

function print({ counts, dropped, redacted, checks, contentHash }: Card): void {
  const told = (all: Record<string, number>) =>
    Object.entries(all)
      .map(([name, count]) => `${count} ${name}`)
      .join(", ") || "nothing";
  printLine(
    `Rows: ${told(counts.splits)}; ${told(counts.kinds)}. Texts from: ${told(counts.provenance)}.`,
  );
  printLine(`Redacted: ${told(redacted)}.`);
  for (const [reason, count] of Object.entries(dropped))
    printLine(`Left out, ${count}: ${reason}.`);
  for (const { name, ok, sentence } of checks)
    printLine(`${ok ? "ok  " : "FAIL"} ${name}: ${sentence}`);
  printLine(`Content hash ${contentHash}`);
}

async function readNames(file: string): Promise<string[]> {
  try {
    const lines = (await readFile(userPath(file), "utf8")).split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== "");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: give a file with one name a line.`, {
      cause: error,
    });
  }
}
