import type { Command } from "commander";
import type { App } from "../../../app.ts";
import { openTrainers } from "../../../app-training.ts";
import { gateWriting, type WritingGateReport } from "../../../learning/writing/gate-writing.ts";
import { modelPlace } from "../../model-place.ts";
import { openEvaluationWorkspace } from "../../open-evaluation-workspace.ts";
import { printJson, printLine, userPath, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";

interface Options {
  questions: string;
  dataset?: string;
  json?: true;
}

/** `models gate`: holds a trained language model, or a prompt, against what answers. */
export function addGateCommand(models: Command): void {
  models
    .command("gate")
    .description(
      "hold a language model or a prompt against what answers, on questions that it was not taught",
    )
    .argument("<version>", "as the list names it")
    .requiredOption(
      "--questions <dir>",
      "qa.jsonl and corpus.jsonl, in the form that `feedback export --format eval` writes; none that it was taught",
    )
    .option("--dataset <dir>", "what a model was trained on, if that was moved")
    .option("--json", "print JSON")
    .action((version: string, options: Options) => withApp((app) => gate(version, options, app)));
}

async function gate(version: string, options: Options, app: App): Promise<void> {
  const { config, storage, answering, now } = app;
  const { questions, dataset, json } = options;
  const folders = {
    questions: userPath(questions),
    dataset: dataset === undefined ? undefined : userPath(dataset),
  };
  const report = await gateWriting(version, folders, ACTOR, {
    ...{ storage, answering, now, trainers: await openTrainers(config) },
    ...(await modelPlace(app)),
    open: (corpus, how) => openEvaluationWorkspace(corpus, config, how),
  });
  if (json) printJson(report);
  else for (const line of linesOf(report)) printLine(line);
}

function linesOf(report: WritingGateReport): string[] {
  const { version, status, against, againstPrompt, gates, tookMs } = report;
  const ends = {
    challenger: `${version} is better than ${against} told by ${againstPrompt}: \`models promote ${version}\` lets it answer.`,
    rejected: `${version} is kept, and answers nobody.`,
    candidate: `${version} could not be judged.`,
  };
  return [
    ...gates.map(
      ({ gate, passed, reason }) =>
        `${passed ? "passed" : "failed"}  ${gate.padEnd(10)}  ${reason}`,
    ),
    `${ends[status]} (${(tookMs / 1000).toFixed(1)} s)`,
  ];
}
