import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Html, html, markupOf, trustMarkup } from "../../../evaluation/report/html.ts";
import { describeShare, percent } from "../describe-share.ts";
import type { MonitoringReport } from "../monitoring-report.ts";
import {
  comparisonsChart,
  freshnessChart,
  gapsChart,
  outcomesChart,
  SHOWN_OUTCOMES,
  votesChart,
} from "./charts.ts";
import { draw } from "./draw.ts";
import { showComparisons, showFreshness, showGaps } from "./show-sections.ts";
import { daysTable, driftTable, fold, slicesTable } from "./show-tables.ts";

export function reportStyles(): string {
  return readFileSync(join(import.meta.dirname, "report.css"), "utf8");
}

/** A file that needs nothing but itself. */
export function renderReportFile(report: MonitoringReport): string {
  const styles = reportStyles();
  const hash = createHash("sha256").update(styles).digest("base64");
  // Should anything hostile get past the escaping after all, it can neither run, nor load, nor style.
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return page(
    report,
    html`<meta http-equiv="Content-Security-Policy" content="${policy}">
<style>${trustMarkup(styles)}</style>`,
  );
}

/** The same as a page of the web chat, with its colours. */
export function renderReportPage(report: MonitoringReport, stylesAt: string): string {
  return page(
    report,
    html`<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${stylesAt}">
<script src="/scripts/apply-theme.js"></script>`,
  );
}

function page(report: MonitoringReport, head: Html): string {
  const { from, to, madeAt, cutAt } = report;
  const cut =
    cutAt === null ? undefined : ` Only the newest ${cutAt.toLocaleString("en")} questions count.`;
  return markupOf(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>How answers are doing · Footnote</title>
${head}
</head>
<body>
<header>
<p class="wordmark">Footnote<sup aria-hidden="true">1</sup></p>
<h1>How answers are doing</h1>
<p class="hint">${from} to ${to}, UTC; made ${madeAt.slice(0, 16).replace("T", " ")}.${cut}</p>
</header>
<main>
${cards(report)}
${sections(report)}
</main>
</body>
</html>
`);
}

function cards({ total }: MonitoringReport): Html {
  const { questions, outcomes, liked, notFound, support } = total;
  const answered = questions === 0 ? "–" : percent((outcomes.answered ?? 0) / questions);
  const range = (value: typeof liked) =>
    value === null ? "no votes yet" : `95\u00a0%: ${percent(value.low)} to ${percent(value.high)}`;
  const shown: [name: string, value: string, hint: string][] = [
    ["Questions", questions.toLocaleString("en"), "that got an outcome"],
    ["Answered", answered, "of the questions"],
    [
      "Not found",
      notFound === null ? "–" : percent(notFound.share),
      notFound ? range(notFound) : "",
    ],
    ["Liked", liked === null ? "–" : percent(liked.share), range(liked)],
    ["Support", support === null ? "–" : support.toFixed(2), "how likely passages answer, 0 to 1"],
  ];
  return html`<dl class="cards">${shown.map(
    ([name, value, hint]) =>
      html`<div><dt>${name}</dt><dd>${value}<small>${hint}</small></dd></div>
`,
  )}</dl>`;
}

function sections(report: MonitoringReport): Html {
  const { byDay, total, gaps, freshness, models } = report;
  const votes = total.likes + total.dislikes;
  return html`${section(
    "Questions and outcomes",
    legend([...SHOWN_OUTCOMES]),
    total.questions === 0 ? none("No question was asked.") : draw(outcomesChart(byDay)),
    fold(daysTable(report)),
  )}
${section(
  "Likes",
  legend(["likes", "dislikes"]),
  votes === 0 ? none("Nobody has voted.") : draw(votesChart(byDay)),
  html`<p class="hint">Sources opened from the web page's answers: ${describeShare(total.opened)}. In Slack and Teams links lead straight to the source, so it is not known there.</p>`,
)}
${section(
  "Gaps",
  gaps.gaps.length === 0 ? none("No question went without an answer.") : draw(gapsChart(gaps.gaps)),
  showGaps(gaps),
)}
${section(
  "Sources",
  legend(["fresh", "stale"]),
  freshness.sources.length === 0
    ? none("There is no source.")
    : draw(freshnessChart(freshness.sources)),
  showFreshness(freshness),
)}
${section(
  "Champion and challengers",
  models.comparisons.length === 0
    ? none("Nothing was learned yet: see `learn retrieval`.")
    : draw(comparisonsChart(models.comparisons)),
  showComparisons(models),
)}
${section(
  "By channel, version, writer and source",
  slicesTable("By channel", "Channel", report.byChannel),
  slicesTable("By version of retrieval", "Version", report.byVersion),
  slicesTable("By who wrote the answer", "Writer", report.byWriter),
  slicesTable("By source that answers cite", "Source", report.bySource),
)}
${section(
  "Drift",
  driftTable(report.drift),
  html`<p class="hint">Index: population stability index, under 0.1 usually called steady, over 0.25 large. By chance: how often a random split differs as much. Shifted: less than once in a hundred.</p>`,
)}`;
}

function section(title: string, ...parts: Html[]): Html {
  const id = title.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  return html`<section aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${parts}
</section>`;
}

function legend(names: readonly string[]): Html {
  return html`<ul class="legend" aria-label="Colours">${names.map(
    (name) => html`<li><span class="swatch ${name}"></span>${NAMES[name] ?? name}</li>`,
  )}</ul>`;
}

const NAMES: Readonly<Record<string, string>> = {
  clarify: "asked back",
  "not-found": "not found",
  degraded: "quotes only",
  failed: "failed or busy",
  stale: "look at it",
};

function none(text: string): Html {
  return html`<p class="none">${text}</p>`;
}
