import { appendFile, open as openFile, writeFile } from "node:fs/promises";
import type { Command } from "commander";
import type { SearchMode } from "../../../answer/retrieval/retrieve-passages.ts";
import { answersOptions, evaluateAnswers } from "../../../evaluation/evaluate-answers.ts";
import { evaluateFreshness } from "../../../evaluation/evaluate-freshness.ts";
import { evaluateRetrieval } from "../../../evaluation/evaluate-retrieval.ts";
import { renderAnswersPage } from "../../../evaluation/report/answers-page.ts";
import type { OpenEvaluationWorkspace } from "../../../evaluation/workspace.ts";
import { openEvaluationWorkspace } from "../../open-evaluation-workspace.ts";
import { commandConfig, printJson, UsageError, userPath } from "../command-context.ts";
import { parseMode } from "../search-command.ts";
import { addEvaluateExtractionCommand } from "./evaluate-extraction-command.ts";
import { addEvaluateInjectionCommand } from "./evaluate-injection-command.ts";
import { addEvaluateJudgeCommand } from "./evaluate-judge-command.ts";
import { addEvaluatePermissionsCommand } from "./evaluate-permissions-command.ts";
import { addEvaluateRedactionCommand } from "./evaluate-redaction-command.ts";
import { addEvaluateSuspicionsCommand } from "./evaluate-suspicions-command.ts";

/** Each report is one JSON document on stdout; `--json` is accepted for uniformity. */
export function addEvaluateCommand(program: Command): void {
  const evaluate = program.command("eval").description("measure on data with known answers");
  const open: OpenEvaluationWorkspace = (corpus, options) =>
    openEvaluationWorkspace(corpus, commandConfig(), options);

  evaluate
    .command("retrieval")
    .description("ranking against judgements: queries.jsonl, qrels.tsv, corpus.jsonl")
    .argument("<dir>")
    .option("--corpus <file>", "a corpus that lies elsewhere")
    .option("--mode <mode>", "hybrid, keyword or vector", parseMode, "hybrid")
    .option("--run <out.tsv>", "write query-id, corpus-id, rank and score")
    .option("--json", "print JSON, which it does in any case")
    .action(async (directory: string, options: RetrievalFlags) => {
      printJson(await evaluateRetrieval(retrievalOptions(directory, options), open));
    });

  evaluate
    .command("answers")
    .description("answers and refusals: qa.jsonl, corpus.jsonl")
    .argument("[dir]")
    .option("--questions <file>", "a file like qa.jsonl that lies elsewhere")
    .option("--corpus <path>", "a corpus file or folder that lies elsewhere")
    .option("--out <out.jsonl>", "write each question with its answer")
    .option("--report <page.html>", "write a page with the figures and examples of each failure")
    .option("--json", "print JSON, which it does in any case")
    .action(async (directory: string | undefined, flags: AnswersFlags) => {
      const options = await answersFrom(directory, flags);
      const writePage = await pageWriter(flags.report);
      const run = await evaluateAnswers(options, open);
      await writePage(() => renderAnswersPage(run, { ...options, madeAt: Date.now() }));
      printJson(run.report);
    });

  evaluate
    .command("freshness")
    .description("edited values after a sync: edits.jsonl, before/, after/")
    .argument("<dir>")
    .option("--out <out.jsonl>", "write each edit with its answer")
    .option("--json", "print JSON, which it does in any case")
    .action(async (directory: string, options: { out?: string }) => {
      const write = await lineWriter(options.out);
      const report = await evaluateFreshness(userPath(directory), open, (edit, answer) =>
        write({ edit, answer }),
      );
      printJson(report);
    });

  addEvaluateExtractionCommand(evaluate, lineWriter);
  addEvaluateInjectionCommand(evaluate, open, lineWriter);
  addEvaluateSuspicionsCommand(evaluate, open);
  addEvaluateRedactionCommand(evaluate);
  addEvaluateJudgeCommand(evaluate);
  addEvaluatePermissionsCommand(evaluate, lineWriter, open);
}

interface RetrievalFlags {
  corpus?: string;
  mode: SearchMode;
  run?: string;
}

function retrievalOptions(directory: string, { corpus, mode, run }: RetrievalFlags) {
  return {
    directory: userPath(directory),
    mode,
    corpus: corpus === undefined ? undefined : userPath(corpus),
    run: run === undefined ? undefined : userPath(run),
  };
}

interface AnswersFlags {
  questions?: string;
  corpus?: string;
  out?: string;
  report?: string;
}

async function answersFrom(directory: string | undefined, flags: AnswersFlags) {
  if (directory === undefined && (flags.questions === undefined || flags.corpus === undefined)) {
    throw new UsageError(
      "Give a folder with qa.jsonl and corpus.jsonl, or both --questions and --corpus.",
    );
  }
  const { questions, corpus } = answersOptions(userPath(directory ?? "."));
  const write = await lineWriter(flags.out);
  return {
    questions: flags.questions === undefined ? questions : userPath(flags.questions),
    corpus: flags.corpus === undefined ? corpus : userPath(flags.corpus),
    onAnswer: (question: unknown, answer: unknown) => write({ question, answer }),
  };
}

/** Appends one line a value to a file that it empties first; does nothing without a file. */
async function lineWriter(file: string | undefined): Promise<(value: unknown) => void> {
  if (file === undefined) return () => undefined;
  const target = userPath(file);
  await writeFile(target, "");
  let writing: Promise<void> = Promise.resolve();
  return (value) => {
    writing = writing.then(() => appendFile(target, `${JSON.stringify(value)}\n`));
  };
}

/** Writes a page in the end to a file that can be written to, which is known before hours of work. */
async function pageWriter(
  file: string | undefined,
): Promise<(render: () => string) => Promise<void>> {
  if (file === undefined) return async () => undefined;
  const target = userPath(file);
  // Not emptied: an earlier page stays until there is a new one.
  await (await openFile(target, "a")).close();
  return (render) => writeFile(target, render());
}
