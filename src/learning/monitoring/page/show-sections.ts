import { type Html, html } from "../../../evaluation/report/html.ts";
import type { GapReport } from "../../../feedback/reports/gap-report.ts";
import { describeRun } from "../../trigger/list-runs.ts";
import { describeServing } from "../describe-monitoring.ts";
import { percent } from "../describe-share.ts";
import type { FreshnessReport } from "../freshness.ts";
import type { MonitoringReport } from "../monitoring-report.ts";
import { readAgo } from "./charts.ts";
import { fold, table } from "./show-tables.ts";

const MOST_GAPS = 20;
const MOST_RUNS = 5;

export function showGaps({ gaps, askedPrivately, notForAll }: GapReport): Html {
  const rows = gaps
    .slice(0, MOST_GAPS)
    .map(({ question, times, people, outcomes, source, owner }) => [
      ...[question, times, people, outcomes.notFound, outcomes.disliked],
      ...[source ?? "no source", owner?.replace(/^user:/, "") ?? "–"],
    ]);
  const columns = [
    ...["Question", "Times", "People", "Not found", "Disliked"],
    ...["Most likely of", "Looked after by"],
  ];
  return html`${fold(table("Questions without a good answer", columns, rows))}
<p class="hint">Asked in private only, so not shown: ${askedPrivately}. Answered by documents that not everybody there may open: ${notForAll}.</p>`;
}

export function showFreshness({ sources, documents, hiddenDocuments }: FreshnessReport): Html {
  const reasons = sources.filter(({ why }) => why.length > 0);
  const rows = sources.map((one) => [
    ...[one.source, one.answers, percent(one.share), one.documents, one.oldDocuments],
    readAgo(one.daysBehind),
  ]);
  const columns = ["Source", "Answers", "Share", "Cited documents", "Old ones", "Index"];
  const old = documents.map(({ title, source, answers, updatedAt }) => [
    ...[title, source, answers, updatedAt.slice(0, 10)],
  ]);
  return html`${
    reasons.length === 0
      ? html`<p class="hint">No source is both old and much used.</p>`
      : html`<ul class="reasons">${reasons.map(({ source, why }) => html`<li><strong dir="auto">${source}</strong>: ${why.join(" ")}</li>`)}</ul>`
  }
${fold(table("Sources", columns, rows))}
${old.length === 0 ? undefined : table("Old documents that many answers rest on", ["Document", "Source", "Answers", "Last changed"], old)}
${hiddenDocuments === 0 ? undefined : html`<p class="hint">${hiddenDocuments} more may be opened by some only, and are not named.</p>`}`;
}

export function showComparisons({ serving, comparisons, runs }: MonitoringReport["models"]): Html {
  const rows = comparisons.map(({ version, status, against, ...measured }) => [
    ...[
      version,
      status,
      against ?? (measured.kind === "retrieval" ? "as Footnote comes" : "as configured"),
    ],
    measured.measure,
    ...[signed(measured.gain), `${signed(measured.low)} to ${signed(measured.high)}`],
    measured.questions,
  ]);
  const columns = ["Version", "Status", "Against", "Measure", "Gain", "95 % interval", "Questions"];
  return html`<p class="hint">Serving: ${describeServing(serving)}. Gain: of retrieval in nDCG@10, of language models and prompts in the share of questions answered as they should be; on documents that it never learned from.</p>
${rows.length === 0 ? undefined : fold(table("Versions", columns, rows))}
${runs.length === 0 ? undefined : html`<ul>${runs.slice(0, MOST_RUNS).map((run) => html`<li>${describeRun(run)}</li>`)}</ul>`}`;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
}
