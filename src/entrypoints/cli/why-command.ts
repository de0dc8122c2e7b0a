import type { Command } from "commander";
import type { Answer, Evidence } from "../../answer/answer.ts";
import { OperationError } from "../operation-error.ts";
import { printJson, printLine, withApp } from "./command-context.ts";

export function addWhyCommand(program: Command): void {
  program
    .command("why")
    .description("what was searched, considered and dropped for an answer")
    .argument("<answerId>", "the answer's id")
    .option("--json", "print JSON")
    .action(async (answerId: string, options: { json?: boolean }) => {
      const record = await withApp((app) => app.storage.answers.get(answerId));
      if (record?.outcome === undefined) {
        throw new OperationError(`There is no finished answer "${answerId}".`);
      }
      const evidence = record.evidence as Evidence | undefined;
      const { model, timingsMs } = record.answer as Answer;
      if (options.json) {
        printJson({ answerId, outcome: record.outcome, model, timingsMs, ...evidence });
        return;
      }
      printLine(`Asked: ${record.question}`);
      printLine(`Outcome: ${record.outcome}`);
      if (evidence !== undefined) printEvidence(evidence);
    });
}

function printEvidence(evidence: Evidence): void {
  printLine(`Searched for: ${evidence.searchedFor}`);
  const { support, trouble, verified } = evidence;
  if (verified !== undefined) {
    printLine(`Verified answer ${verified.id}, written for: ${verified.question}`);
  }
  if (trouble !== undefined) printLine(`Not written by the model: ${trouble}`);
  if (support !== undefined) {
    printLine(`Support: ${support.score.toFixed(2)}, needed ${support.threshold.toFixed(2)}`);
  }
  for (const passage of evidence.considered) {
    const path = [passage.title, ...passage.headings].join(" › ");
    printLine(
      `${passage.used ? "*" : " "} ${passage.score.toFixed(3)}  ${passage.source}: ${path}`,
    );
  }
  for (const dropped of evidence.dropped)
    printLine(`- dropped (${dropped.reason}): ${dropped.text}`);
}
