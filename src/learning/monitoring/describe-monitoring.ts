import { describeRun } from "../trigger/list-runs.ts";
import { describeShare } from "./describe-share.ts";
import type { MonitoringReport } from "./monitoring-report.ts";
import type { Slice } from "./slices.ts";

/** The report in a few lines, for a terminal. */
export function describeMonitoring(report: MonitoringReport): string[] {
  const { from, to, total, drift, freshness, gaps, models } = report;
  const shifted = drift.measures.filter(({ verdict }) => verdict === "shifted");
  const measured = drift.measures.filter(({ value }) => value !== null);
  const look = freshness.sources.filter(({ why }) => why.length > 0);
  return [
    `${from} to ${to}: ${total.questions} questions, not found ${describeShare(total.notFound)}, liked ${describeShare(total.liked)}`,
    `sources opened: ${describeShare(total.opened)} of the web page's answers; not known in Slack and Teams`,
    ...slices("channel", report.byChannel),
    ...slices("version", report.byVersion),
    ...slices("writer", report.byWriter),
    ...slices("source", report.bySource),
    measured.length === 0
      ? "drift: too few questions to tell"
      : `drift since ${drift.since}: ${shifted.map(({ measure, value }) => `${measure} (${value})`).join(", ") || "none"}`,
    ...look.map(({ source, why }) => `look at ${source}: ${why.join(" ")}`),
    `gaps: ${gaps.gaps.length} (\`gaps\` lists them), ${gaps.askedPrivately} more asked in private`,
    `serving: ${describeServing(models.serving)}`,
    ...models.runs.slice(0, 1).map(describeRun),
  ];
}

/** What was learned and serves now. */
export function describeServing(serving: MonitoringReport["models"]["serving"]): string {
  const { retrieval, ...writing } = serving;
  const all = [retrieval ?? "retrieval as Footnote comes", ...Object.values(writing)];
  return all.filter((version) => version !== null).join(", ");
}

function slices(what: string, all: readonly Slice[]): string[] {
  return all.map(
    ({ name, questions, notFound, liked }) =>
      `  ${what} ${name}: ${questions} questions, not found ${describeShare(notFound)}, liked ${describeShare(liked)}`,
  );
}
