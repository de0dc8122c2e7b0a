import type { AnswersRun } from "../evaluate-answers.ts";
import { percentile } from "../ranking-metrics.ts";
import { type Html, html } from "./html.ts";

interface Figure {
  name: string;
  /** 0…1; undefined where nothing was there to measure. */
  rate: number | undefined;
  hint: string;
  interval?: [number, number];
  lowIsGood?: boolean;
}

/** The figures of the run, as the JSON report has them. */
export function showFigures({ report, judged }: AnswersRun): Html {
  const times = judged.map(({ answer }) => answer.timingsMs.total);
  const { answerable, unanswerable, citations, words, ci95 } = report;
  const some = (n: number, rate: number) => (n === 0 ? undefined : rate);
  const ofAnswerable = `of ${answerable.n} answerable questions`;
  const figures: Figure[] = [
    {
      name: "Answered",
      rate: some(answerable.n, answerable.answered),
      hint: ofAnswerable,
      interval: ci95.answered,
    },
    {
      name: "Accepted answer shown",
      rate: some(answerable.n, answerable.accepted),
      hint: "of those with accepted answers",
      interval: ci95.accepted,
    },
    {
      name: "Wrongly refused",
      rate: some(answerable.n, answerable.falseRefusal),
      hint: ofAnswerable,
      interval: ci95.falseRefusal,
      lowIsGood: true,
    },
    {
      name: "Rightly refused",
      rate: some(unanswerable.n, unanswerable.refused),
      hint: `of ${unanswerable.n} unanswerable questions`,
      interval: ci95.refused,
    },
    {
      name: "Citation precision",
      rate: citations.precision,
      hint: "cited text stands in the passage",
    },
    {
      name: "Citation recall",
      rate: citations.recall,
      hint: "answers that cite the expected document",
    },
  ];
  return html`<dl class="figures">
${figures.map(showFigure)}${showNumber("Length", words.mean.toFixed(0), "words an answer, on average")}${showNumber("Time", `${percentile(times, 0.5)}\u00a0ms`, `median; p95 ${percentile(times, 0.95)}\u00a0ms`)}</dl>`;
}

function showNumber(name: string, value: string, hint: string): Html {
  return html`<div><dt>${name}</dt><dd><span class="value">${value}</span><span class="hint">${hint}</span></dd></div>
`;
}

function showFigure({ name, rate, hint, interval, lowIsGood }: Figure): Html {
  if (rate === undefined) return showNumber(name, "–", "none was asked");
  const range =
    interval &&
    html`<span class="hint">95 %: ${percent(interval[0])} to ${percent(interval[1])}</span>`;
  return html`<div${lowIsGood ? html` class="low-is-good"` : undefined}><dt>${name}</dt><dd><span class="value">${percent(rate)}</span>${showBar(rate, interval)}<span class="hint">${hint}</span>${range}</dd></div>
`;
}

function showBar(rate: number, interval: [number, number] | undefined): Html {
  const spread =
    interval &&
    html`<rect class="spread" x="${100 * interval[0]}" y="3" width="${Math.max(0.5, 100 * (interval[1] - interval[0]))}" height="2"/>`;
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="8"/><rect class="fill" width="${100 * rate}" height="8"/>${spread}</svg>`;
}

function percent(rate: number): string {
  return `${(100 * rate).toFixed(1)}\u00a0%`;
}
