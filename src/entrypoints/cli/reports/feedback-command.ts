import type { Command } from "commander";
import {
  dislikedLines,
  dislikedTitle,
  summaryLines,
} from "../../../administration/reports/feedback-command.ts";
import { type FeedbackReport, reportFeedback } from "../../../feedback/reports/feedback-report.ts";
import { DEFAULT_DAYS } from "../../../feedback/reports/report-period.ts";
import { printJson, printLine, withApp } from "../command-context.ts";
import { addDatasetsCommand } from "./datasets-command.ts";
import { parseDays } from "./days-option.ts";
import { addExportCommand } from "./export-command.ts";
import { addPolicyCommand } from "./policy-command.ts";

export function addFeedbackCommand(program: Command): void {
  const feedback = program.command("feedback").description("what people say of answers");
  feedback
    .command("report", { isDefault: true })
    .description("votes, reasons and corrections of a period")
    .option("--days <n>", "how many days back, today included", parseDays, DEFAULT_DAYS)
    .option("--json", "print JSON")
    .action(async ({ days, json }: { days: number; json?: boolean }) => {
      const report = await withApp((app) => reportFeedback(days, app));
      if (json) printJson(report);
      else printFeedback(report);
    });
  addPolicyCommand(feedback);
  addExportCommand(feedback);
  addDatasetsCommand(feedback);
}

function printFeedback(report: FeedbackReport): void {
  for (const line of summaryLines(report)) printLine(line);
  if (report.disliked.length > 0) printLine("Disliked last:");
  for (const disliked of report.disliked) {
    printLine(`  ${dislikedTitle(disliked)}`);
    for (const line of dislikedLines(disliked)) printLine(`    ${line}`);
  }
}
