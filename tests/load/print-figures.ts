import type { Spread } from "./ask-at-rate.ts";
import type { LoadFigures } from "./run-load.ts";

/** On a machine of its own, it waits for its own threads and for the people who ask. */
const BUSY = 0.3;

type Row = [measure: string, footnote: string, baseline: string, goal: string];

export function printFigures(
  { rush, steady, baseline, throttled, complaints, warnings }: LoadFigures,
  loadBefore: number,
): void {
  const goal = (isMet: boolean, what: string) => `${what} ${isMet ? "✓" : "✗"}`;
  const rows: Row[] = [
    ["", "Footnote", "echo", "goal"],
    [
      "asked as fast as answered: answered a second",
      steady.answeredPerSecond.toFixed(1),
      "",
      goal(steady.answeredPerSecond >= 20, "≥ 20"),
    ],
    [
      "  own work, ms p50/p95/p99",
      inMs(steady.ownMs),
      inMs(baseline.steady.ownMs),
      goal(steady.ownMs.p95 <= 300, "p95 ≤ 300"),
    ],
    ["  kept to outcome, less the model, ms", inMs(steady.keptToOutcomeMs), "", ""],
    ["  acknowledged, ms", inMs(steady.acknowledgeMs.all), inMs(baseline.steady.acknowledgeMs), ""],
    ["  outcomes", inWords(steady.outcomes), "", ""],
    [
      "asked all at once: acknowledged a second",
      rush.acknowledgedPerSecond.toFixed(1),
      "",
      goal(rush.acknowledgedPerSecond >= 49.9, "≥ 50"),
    ],
    ...Object.entries<Spread>(rush.acknowledgeMs).map(
      ([door, took]): Row => [
        `  acknowledged, ${door}, ms p50/p95/p99`,
        inMs(took),
        door === "all" ? inMs(baseline.rush.acknowledgeMs) : "",
        door === "all" ? goal(took.p99 <= 500, "p99 ≤ 500") : "",
      ],
    ),
    ["  answered a second, at most", rush.answeredPerSecond.toFixed(1), "", ""],
    ["  own work, ms", inMs(rush.ownMs), inMs(baseline.rush.ownMs), ""],
    ["  outcomes", inWords(rush.outcomes), "", ""],
    [
      "CPU of the process, ms a question",
      `${steady.cpuMsPerQuestion.toFixed(0)}, ${rush.cpuMsPerQuestion.toFixed(0)}`,
      `${baseline.steady.cpuMsPerQuestion.toFixed(1)}, ${baseline.rush.cpuMsPerQuestion.toFixed(1)}`,
      "",
    ],
    [
      "  of it in its main thread",
      `${steady.mainMsPerQuestion.toFixed(0)}, ${rush.mainMsPerQuestion.toFixed(0)}`,
      "",
      "",
    ],
    [
      "  that thread was kept waiting by others",
      `${(100 * steady.keptWaiting).toFixed(0)} %, ${(100 * rush.keptWaiting).toFixed(0)} %`,
      "",
      "",
    ],
    [
      "CPU of people, chats and model here, ms",
      `${steady.driverCpuMsPerQuestion.toFixed(0)}, ${rush.driverCpuMsPerQuestion.toFixed(0)}`,
      "",
      "",
    ],
    [
      "memory, MB at most",
      `${steady.peakMegabytes.toFixed(0)}, ${rush.peakMegabytes.toFixed(0)}`,
      baseline.steady.peakMegabytes.toFixed(0),
      goal(Math.max(rush.peakMegabytes, steady.peakMegabytes) <= 600, "≤ 600"),
    ],
    ["refused for their rate by vendors", inWords(throttled), "", ""],
  ];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  }
  process.stdout.write(
    `\n${steady.questions} and ${rush.questions} questions, in this order; load of this machine before: ${loadBefore.toFixed(1)}; lines of warning: ${warnings.length}; complaints of vendors: ${complaints.length}\n`,
  );
  if (Math.max(steady.keptWaiting, rush.keptWaiting) > BUSY) {
    process.stdout.write(
      "This machine was busy with other things: times say little, CPU of it somewhat too much.\n",
    );
  }
  for (const line of [...complaints, ...warnings].slice(0, 5)) process.stdout.write(`  ${line}\n`);
}

function inMs({ p50, p95, p99 }: Spread): string {
  const inWord = (one: number) => (Number.isFinite(one) ? one.toFixed(0) : "never");
  return [p50, p95, p99].map(inWord).join(" / ");
}

function inWords(counts: Record<string, number>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}
