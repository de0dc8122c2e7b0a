import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnswersRun } from "../evaluate-answers.ts";
import { findFailures } from "./find-failures.ts";
import { type Html, html, markupOf, trustMarkup } from "./html.ts";
import { showFailures, showOverview } from "./show-failures.ts";
import { showFigures } from "./show-figures.ts";
import { showSlowest } from "./show-slowest.ts";

/** What was measured, and when. */
export interface AboutRun {
  /** Paths, as they were given. */
  questions: string;
  corpus: string;
  /** Milliseconds since the epoch. */
  madeAt: number;
}

/** One page that needs nothing but itself: the figures of a run, and examples of what went wrong. */
export function renderAnswersPage(run: AnswersRun, about: AboutRun): string {
  const style = ["answers-page.css", "failures.css"].map(readBeside).join("\n");
  const kinds = findFailures(run.judged);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(style)}">
<title>Answers of ${run.writer} · Footnote</title>
<style>${trustMarkup(style)}</style>
</head>
<body>
<header>
<p class="wordmark">Footnote<sup>1</sup></p>
<h1>How ${run.judged.length} questions were answered</h1>
${showAbout(run, about)}
</header>
<main>
${showFigures(run)}
${showOverview(kinds)}
${kinds.map(showFailures)}${showSlowest(run.judged)}</main>
</body>
</html>
`;
  return markupOf(page);
}

function readBeside(name: string): string {
  return readFileSync(join(import.meta.dirname, name), "utf8");
}

/** Should anything hostile get past the escaping after all, it can neither run, nor load, nor style. */
function contentSecurityPolicy(style: string): string {
  const hash = createHash("sha256").update(style).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

function showAbout(run: AnswersRun, about: AboutRun): Html {
  const rows: [name: string, value: string][] = [
    ["Writer", run.writer],
    ["Prompt version", run.promptVersion],
    ["Embedder", run.embedder ?? "none, by keyword alone"],
    ["Questions", shorten(about.questions)],
    ["Corpus", shorten(about.corpus)],
    ["Model calls", describeUsage(run)],
    ["Made", `${new Date(about.madeAt).toISOString().slice(0, 16).replace("T", " ")} UTC`],
  ];
  return html`<dl class="about">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Enough of a path to know it by: its last two steps. */
function shorten(path: string): string {
  return path.split(/[\\/]/).slice(-2).join("/");
}

function describeUsage({ judged }: AnswersRun): string {
  const used = judged.flatMap(({ answer }) => answer.usage ?? []);
  if (used.length === 0) return "none";
  const sum = (of: (one: (typeof used)[number]) => number) =>
    used.reduce((total, one) => total + of(one), 0);
  const counts = [
    `${sum((one) => one.calls).toLocaleString("en")} calls`,
    `${sum((one) => one.inputTokens).toLocaleString("en")} tokens in`,
    `${sum((one) => one.outputTokens).toLocaleString("en")} out`,
  ];
  const priced = used.every((one) => one.costUsd !== null);
  const cost = priced ? [`$${sum((one) => one.costUsd ?? 0).toFixed(4)}`] : [];
  return [...counts, ...cost].join(", ");
}
