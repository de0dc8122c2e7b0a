import type { Command } from "commander";
import { inDays } from "../../../administration/describe/in-words.ts";
import { describeRest, gapLines } from "../../../administration/reports/gaps-command.ts";
import { type GapReport, reportGaps } from "../../../feedback/reports/gap-report.ts";
import { DEFAULT_DAYS } from "../../../feedback/reports/report-period.ts";
import { printJson, printLine, withApp } from "../command-context.ts";
import { parseDays } from "./days-option.ts";

export function addGapsCommand(program: Command): void {
  program
    .command("gaps")
    .description("what people ask and nothing answers, or nobody likes the answers to")
    .option("--days <n>", "how many days back", parseDays, DEFAULT_DAYS)
    .option("--json", "print JSON")
    .action(async ({ days, json }: { days: number; json?: boolean }) => {
      const report = await withApp((app) => reportGaps(days, app));
      if (json) printJson(report);
      else printGaps(report);
    });
}

function printGaps(report: GapReport): void {
  const { days, gaps } = report;
  if (gaps.length === 0)
    printLine(`Nothing asked in the open was left without an answer, ${inDays(days)}.`);
  for (const gap of gaps) {
    printLine(gap.question);
    for (const line of gapLines(gap)) printLine(`    ${line}`);
  }
  for (const line of describeRest(report)) printLine(line);
}
