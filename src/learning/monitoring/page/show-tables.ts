import { type Html, html } from "../../../evaluation/report/html.ts";
import { describeShare } from "../describe-share.ts";
import type { DriftMeasure, DriftReport } from "../measure-drift.ts";
import type { MonitoringReport } from "../monitoring-report.ts";
import type { Quality } from "../quality.ts";
import type { Slice } from "../slices.ts";

export type Cell = string | number | Html;

/** Beside a chart: folded, so that the page stays short. */
export function fold(rows: Html): Html {
  return html`<details><summary>As a table</summary>${rows}</details>`;
}

/** The first column names the row. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Html {
  if (rows.length === 0) return html`<p class="none">${caption}: none.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first = "", ...cells]) =>
      html`<tr><th scope="row" dir="auto">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
  )}</tbody></table></div>`;
}

export function daysTable({ byDay }: MonitoringReport): Html {
  const columns = ["Day", "Questions", "Answered", "Not found", "Likes", "Dislikes"];
  const rows = byDay.map(({ day, questions, outcomes, likes, dislikes }) => [
    ...[day, questions, outcomes.answered ?? 0, outcomes["not-found"] ?? 0, likes, dislikes],
  ]);
  return table("By day", columns, rows);
}

export function slicesTable(caption: string, first: string, slices: readonly Slice[]): Html {
  const columns = [
    ...[first, "Questions", "Not found", "Liked", "Sources opened"],
    ...["Citations an answer", "Support"],
  ];
  const rows = slices.map((slice) => [slice.name, slice.questions, ...figuresOf(slice)]);
  return table(caption, columns, rows);
}

function figuresOf({ notFound, liked, opened, citationsPerAnswer, support }: Quality): Cell[] {
  return [
    describeShare(notFound),
    describeShare(liked),
    describeShare(opened),
    number(citationsPerAnswer),
    number(support),
  ];
}

const MEASURES: Readonly<Record<DriftMeasure, string>> = {
  length: "Length of questions, in words",
  language: "Language of questions",
  outcome: "Outcomes",
  support: "How likely the passages answer them",
  similarity: "Cosine of the nearest passage",
  meaning: "What they are about (distance of mean vectors)",
};

export function driftTable({ since, measures }: DriftReport): Html {
  const columns = ["Measure", "Index", "By chance", "Verdict", "Compared"];
  const rows = measures.map(({ measure, value, pValue, verdict, before, after }) => [
    MEASURES[measure],
    value === null ? "–" : value.toFixed(3),
    pValue === null ? "–" : `p = ${pValue.toFixed(3)}`,
    verdict === "shifted" ? html`<strong class="look">${verdict}</strong>` : verdict,
    `${before} with ${after}`,
  ]);
  return table(`From ${since} on, with the days before`, columns, rows);
}

function number(value: number | null): string {
  return value === null ? "–" : value.toFixed(2);
}
