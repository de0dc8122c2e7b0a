import type { Command } from "commander";
import { costUsd, type ModelPrices } from "../../../answer/count-usage.ts";
import type { ModelUsage } from "../../../storage/storage.ts";
import { parseCount, printJson, printLine, withApp } from "../command-context.ts";

const DAY_MS = 86_400_000;

interface UsageReport {
  /** First and last day, UTC. */
  from: string;
  to: string;
  usage: (ModelUsage & { costUsd: number | null })[];
  total: Omit<ModelUsage, "day" | "model"> & { costUsd: number | null };
}

export function addUsageCommand(program: Command): void {
  program
    .command("usage")
    .description("tokens that language models used, by day and model, and what they cost")
    .option("--days <n>", "how many days back, today included", parseCount, 30)
    .option("--json", "print JSON")
    .action(async (options: { days: number; json?: boolean }) => {
      const report = await withApp(async ({ config, storage, now }) => {
        const to = dayOf(now());
        const from = dayOf(Math.max(0, now() - (options.days - 1) * DAY_MS));
        const used = await storage.modelUsage.list(from);
        return sumUp({ from, to }, used, config.modelPrices);
      });
      if (options.json) printJson(report);
      else printUsage(report);
    });
}

/** Costs are at the prices configured now, whatever they were on that day. */
function sumUp(
  days: Pick<UsageReport, "from" | "to">,
  used: ModelUsage[],
  prices: ModelPrices,
): UsageReport {
  const total = { calls: 0, inputTokens: 0, outputTokens: 0 };
  for (const row of used) {
    total.calls += row.calls;
    total.inputTokens += row.inputTokens;
    total.outputTokens += row.outputTokens;
  }
  return {
    ...days,
    usage: used.map((row) => ({ ...row, costUsd: costUsd(row, prices) })),
    total: { ...total, costUsd: costUsd(total, prices) },
  };
}

function printUsage({ from, to, usage, total }: UsageReport): void {
  if (usage.length === 0) {
    printLine(`No language model was asked from ${from} to ${to} (UTC).`);
    return;
  }
  const rows = usage.map((row) => [row.day, row.model, ...figures(row)]);
  const lines = [
    ["day (UTC)", "model", "calls", "tokens in", "tokens out", "cost"],
    ...rows,
    ["total", "", ...figures(total)],
  ];
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  for (const line of lines) {
    const cells = line.map((cell, at) =>
      at < 2 ? cell.padEnd(widths?.[at] ?? 0) : cell.padStart(widths?.[at] ?? 0),
    );
    printLine(cells.join("  ").trimEnd());
  }
  if (total.costUsd === null) {
    printLine("Set FOOTNOTE_PRICE_INPUT and FOOTNOTE_PRICE_OUTPUT to see what it cost.");
  }
}

function figures(row: UsageReport["total"]): string[] {
  const counts = [row.calls, row.inputTokens, row.outputTokens];
  const cost = row.costUsd === null ? "" : `$${row.costUsd.toFixed(row.costUsd < 1 ? 4 : 2)}`;
  return [...counts.map((count) => count.toLocaleString("en")), cost];
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
