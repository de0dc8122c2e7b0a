import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type Command, Option } from "commander";
import type { App } from "../../../app.ts";
import { openTrainers } from "../../../app-training.ts";
import type { TaughtVersion } from "../../../learning/datasets/asked/leave-out-taught.ts";
import { exportDataset, NothingToExport } from "../../../learning/datasets/export-dataset.ts";
import { FORMATS, type Format } from "../../../learning/datasets/formats/schemas.ts";
import {
  createQuestionSuggester,
  type SuggestQuestions,
} from "../../../learning/datasets/rows/ask-for-questions.ts";
import type { Card } from "../../../learning/datasets/write-dataset.ts";
import { readLessonsOf } from "../../../learning/writing/candidate.ts";
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
import { readDirectoryNames } from "./directory-names.ts";

interface ExportFlags {
  format: Format;
  out: string;
  synthetic?: number;
  people?: string;
  withoutDirectory?: true;
  includeRestricted?: true;
  untaughtBy?: string;
  dataset?: string;
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
    .option(
      "--without-directory",
      "do not ask the chats that are configured for the names of their people",
    )
    .option("--include-restricted", "also what only some may read; the card says so")
    .option(
      "--untaught-by <version>",
      "without questions, and questions of documents, that a trained model or a prompt was taught: to judge it by",
    )
    .option("--dataset <dir>", "with --untaught-by: what a model was trained on, if that was moved")
    .option("--json", "print the card as JSON")
    .action(async (flags: ExportFlags) => {
      try {
        const card = await withApp((app) => exportFrom(app, flags));
        say(card, flags);
        if (card.checks.some(({ ok }) => !ok)) process.exitCode = 1;
      } catch (error) {
        // What was left out, and why, is the answer to why nothing is left.
        if (error instanceof NothingToExport) say(error.card, flags);
        throw error;
      }
    });
}

async function exportFrom(app: App, flags: ExportFlags): Promise<Card> {
  const { format, out, synthetic, people } = flags;
  const { config, prompts, storage } = app;
  const directory = userPath(out);
  const taught = await taughtBy(app, flags);
  const named = people === undefined ? [] : await readNames(people);
  const listed = flags.withoutDirectory ? [] : await readDirectoryNames(app);
  return exportDataset(
    {
      ...{ format, directory, name: basename(directory) },
      ...(synthetic === undefined ? {} : { synthetic }),
      ...(taught === undefined ? {} : { untaughtBy: taught }),
      includeRestricted: flags.includeRestricted === true,
      people: [...named, ...listed],
    },
    ACTOR,
    {
      ...{ ...app, retention: config.retention, suggestQuestions: suggesterOf(app) },
      prompts: await readServedPrompts(prompts, storage.learning),
    },
  );
}

async function taughtBy(
  { config, storage }: App,
  { untaughtBy: version, dataset }: ExportFlags,
): Promise<TaughtVersion | undefined> {
  if (version === undefined) {
    if (dataset === undefined) return undefined;
    throw new UsageError("--dataset goes with --untaught-by: name the version that was trained.");
  }
  const folder = dataset === undefined ? undefined : userPath(dataset);
  const trainers = await openTrainers(config);
  return { version, lessons: await readLessonsOf(version, folder, { storage, trainers }) };
}

function suggesterOf({ answering, logger }: App): SuggestQuestions | undefined {
  const { assistant } = answering;
  return assistant && createQuestionSuggester({ ...assistant, logger });
}

function say(card: Card, { json = false }: ExportFlags): void {
  if (json) printJson(card);
  else print(card);
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
