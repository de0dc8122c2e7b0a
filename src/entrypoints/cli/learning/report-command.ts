import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { DEFAULT_DAYS } from "../../../feedback/reports/report-period.ts";
import { describeMonitoring } from "../../../learning/monitoring/describe-monitoring.ts";
import {
  type MonitoringReport,
  reportMonitoring,
} from "../../../learning/monitoring/monitoring-report.ts";
import { note, printJson, printLine, UsageError, userPath, withApp } from "../command-context.ts";
import { parseDays } from "../reports/days-option.ts";

interface Options {
  days: number;
  out?: string;
  json?: boolean;
}

/** How answers are doing over time, to read here or as a page. */
export function addReportCommand(learn: Command): void {
  learn
    .command("report")
    .description("quality over time, drift, gaps, sources' freshness, champion and challengers")
    .option("--days <n>", "how many days back, today included", parseDays, DEFAULT_DAYS)
    .option("--out <page.html>", "write it as one page with charts that needs nothing but itself")
    .option("--json", "print JSON")
    .action(async ({ days, out, json }: Options) => {
      const report = await withApp((app) => reportMonitoring(days, app));
      if (out !== undefined) await writePage(userPath(out), report);
      if (json) printJson(report);
      else for (const line of describeMonitoring(report)) printLine(line);
    });
}

async function writePage(path: string, report: MonitoringReport): Promise<void> {
  // What draws is large, and no other command needs it.
  const { renderReportFile } = await import("../../../learning/monitoring/page/report-page.ts");
  try {
    await writeFile(path, renderReportFile(report));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new UsageError(
      `The report cannot be written to ${path} (${code}): give another place with --out.`,
    );
  }
  note(`Written to ${path}`);
}
