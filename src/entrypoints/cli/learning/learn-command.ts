import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { describeLeftOut } from "../../../learning/labels/keep-findable.ts";
import { readFeedback } from "../../../learning/labels/read-feedback.ts";
import { readLabelFile } from "../../../learning/labels/read-label-file.ts";
import { type LearningReport, learnRetrieval } from "../../../learning/learn-retrieval.ts";
import { note, printJson, printLine, userPath, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";
import { addLearnJobsCommand } from "./learn-jobs-command.ts";
import { addLearnModelCommand } from "./learn-model-command.ts";
import { addLearnPromptCommand } from "./learn-prompt-command.ts";
import { addReportCommand } from "./report-command.ts";

interface Options {
  labels?: string;
  json?: boolean;
}

/** Learning from what people said of answers. */
export function addLearnCommand(program: Command): void {
  const learn = program
    .command("learn")
    .description("make answers better by what people said of them");
  learn
    .command("retrieval")
    .description(
      "learn how to search, and judge the result by gates; it serves once it is promoted",
    )
    .option(
      "--labels <file>",
      "questions and the documents that answer them; else what people said of answers",
    )
    .option("--json", "print JSON")
    .action((options: Options) => withApp((app) => retrieval(options, app)));
  addLearnModelCommand(learn);
  addLearnJobsCommand(learn);
  addLearnPromptCommand(learn);
  addReportCommand(learn);
}

async function retrieval({ labels, json = false }: Options, app: App): Promise<void> {
  const { answering: retrieve, storage, now } = app;
  const questions =
    labels === undefined ? await fromFeedback(app) : await readLabelFile(userPath(labels));
  const report = await learnRetrieval(questions, ACTOR, { retrieve, storage, now });
  if (json) printJson(report);
  else for (const line of linesOf(report)) printLine(line);
}

/** Votes and verified answers; what of them was left out is told beside the result. */
async function fromFeedback({ storage, config, now }: App) {
  const reading = { storage, retention: config.retention, now };
  const { dropped, questions } = await readFeedback(reading);
  for (const [reason, count] of Object.entries(dropped)) note(`${count} left out: ${reason}`);
  return questions;
}

function linesOf({ version, status, labels, gates, tookMs }: LearningReport): string[] {
  const passed = gates.map(
    ({ gate, passed, reason }) => `${passed ? "passed" : "failed"}  ${gate.padEnd(10)}  ${reason}`,
  );
  const end =
    version === undefined
      ? "Nothing was learned."
      : status === "challenger"
        ? `${version} is better: \`models promote ${version}\` lets it serve.`
        : `${version} is kept, and serves nobody.`;
  return [...describeLeftOut(labels), ...passed, `${end} (${(tookMs / 1000).toFixed(1)} s)`];
}
