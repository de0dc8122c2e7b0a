import * as Plot from "@observablehq/plot";
import type { Gap } from "../../../feedback/reports/gap-report.ts";
import { percent } from "../describe-share.ts";
import type { SourceFreshness } from "../freshness.ts";
import type { Comparison } from "../monitoring-report.ts";
import type { DayQuality } from "../slices.ts";
import type { Chart } from "./draw.ts";

/** In this order from the ground up, each with a colour of the style sheet. */
export const SHOWN_OUTCOMES = ["answered", "clarify", "not-found", "degraded", "failed"] as const;
const MOST_BARS = 10;
const ROW = 30;
const LONGEST = { wide: 90, narrow: 38 };

export function outcomesChart(days: readonly DayQuality[]): Chart {
  const bars = days.flatMap(({ day, outcomes }) =>
    SHOWN_OUTCOMES.map((outcome) => ({
      day: new Date(day),
      outcome,
      count: (outcomes[outcome] ?? 0) + (outcome === "failed" ? (outcomes.busy ?? 0) : 0),
    })),
  );
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  return {
    id: "outcomes",
    title: "Questions by day and outcome",
    description: `Stacked bars, one for each of ${days.length} days, ${total} questions in all.`,
    height: 260,
    plot: (isNarrow) => ({
      ...byDay(isNarrow),
      y: { grid: true, label: "questions", nice: true, ...whole(bars.map(({ count }) => count)) },
      marks: [
        Plot.rectY(bars, {
          ...{ x: "day", interval: "day", y: "count", fill: colour("outcome") },
          ...{ order: [...SHOWN_OUTCOMES], inset: 0.5 },
        }),
        Plot.ruleY([0]),
      ],
    }),
  };
}

export function votesChart(days: readonly DayQuality[]): Chart {
  const bars = days.flatMap(({ day, likes, dislikes }) => [
    { day: new Date(day), vote: "likes", count: likes },
    { day: new Date(day), vote: "dislikes", count: -dislikes },
  ]);
  return {
    id: "votes",
    title: "Likes and dislikes by day of the question",
    description: "Bars up for likes, down for dislikes.",
    height: 200,
    plot: (isNarrow) => ({
      ...byDay(isNarrow),
      y: {
        ...{ grid: true, label: "votes", tickFormat: (count: number) => String(Math.abs(count)) },
        ...whole(bars.map(({ count }) => count)),
      },
      marks: [
        Plot.rectY(bars, {
          ...{ x: "day", interval: "day", y: "count", fill: colour("vote"), inset: 0.5 },
        }),
        Plot.ruleY([0]),
      ],
    }),
  };
}

export function gapsChart(gaps: readonly Gap[]): Chart {
  const bars = gaps.slice(0, MOST_BARS).map(({ question, times, people }, rank) => ({
    ...{ question, times, people, rank },
  }));
  return {
    id: "gaps",
    title: "What is asked and not answered",
    description: `The ${bars.length} questions that most people asked, by how often.`,
    height: 24 + bars.length * ROW * 1.4,
    plot: (isNarrow) => ({
      ...{ marginLeft: 8, marginRight: 28, marginTop: 6, marginBottom: 18 },
      x: { axis: null, domain: [0, Math.max(1, ...bars.map(({ times }) => times))] },
      y: { axis: null, domain: bars.map(({ rank }) => rank), padding: 0.15 },
      marks: [
        Plot.barX(bars, { ...{ x: "times", y: "rank", fill: "var(--not-found)", insetTop: 20 } }),
        Plot.text(bars, {
          ...{ x: 0, y: "rank", textAnchor: "start", dy: -9, fill: "var(--ink)" },
          text: ({ question }) => shorten(question, isNarrow),
        }),
        Plot.text(bars, {
          ...{ x: "times", y: "rank", textAnchor: "start", dx: 5, dy: 10, fill: "var(--muted)" },
          text: ({ times }) => String(times),
        }),
      ],
    }),
  };
}

export function freshnessChart(sources: readonly SourceFreshness[]): Chart {
  const bars = sources
    .slice(0, MOST_BARS)
    .map((one) => ({ ...one, state: one.why.length > 0 ? "stale" : "fresh" }));
  return {
    id: "freshness",
    title: "Sources by the share of answers that rest on them",
    description: "Bars by source; those that somebody should look at stand out.",
    height: 44 + bars.length * ROW * 1.4,
    plot: (isNarrow) => ({
      ...{ marginLeft: 20, marginRight: 24, marginTop: 6, marginBottom: 34 },
      x: { domain: [0, 1], tickFormat: percent, label: null, grid: true, ticks: 5 },
      y: { axis: null, domain: bars.map(({ source }) => source), padding: 0.15 },
      marks: [
        Plot.barX(bars, { x: "share", y: "source", fill: colour("state"), insetTop: 20 }),
        Plot.text(bars, {
          ...{ x: 0, y: "source", textAnchor: "start", dx: 4, dy: -9, fill: "var(--ink)" },
          text: ({ source, daysBehind }) =>
            `${shorten(source, isNarrow, 20)} · ${readAgo(daysBehind)}`,
        }),
        Plot.ruleX([0]),
      ],
    }),
  };
}

export function comparisonsChart(comparisons: readonly Comparison[]): Chart {
  const rows = comparisons.slice(0, MOST_BARS);
  const ends = rows.flatMap(({ low, high }) => [low, high, 0]);
  return {
    id: "comparisons",
    title: "Learned versions against what served",
    description:
      "The gain of each (retrieval: nDCG@10; language models and prompts: questions answered as they should be) with its 95 % interval; right of zero is better. What passes is surer than that: each further look of retrieval at the same champion asks for more.",
    height: 62 + rows.length * ROW * 1.4,
    plot: () => ({
      ...{ marginLeft: 24, marginRight: 24, marginTop: 26, marginBottom: 36 },
      x: {
        ...{ domain: [Math.min(...ends, -0.02), Math.max(...ends, 0.02)], nice: true, grid: true },
        ...{ label: "gain", ticks: 5 },
      },
      y: { axis: null, domain: rows.map(({ version }) => version), padding: 0.15 },
      marks: [
        Plot.ruleX([0], { stroke: "var(--muted)" }),
        Plot.ruleY(rows, {
          ...{ y: "version", x1: "low", x2: "high", strokeWidth: 3 },
          stroke: ({ low }: Comparison) => (low > 0 ? "var(--likes)" : "var(--muted)"),
        }),
        Plot.dot(rows, {
          ...{ y: "version", x: "gain", r: 5 },
          fill: ({ low }: Comparison) => (low > 0 ? "var(--likes)" : "var(--muted)"),
        }),
        Plot.text(rows, {
          ...{ y: "version", x: "gain", dy: -13, fill: "var(--ink)" },
          text: ({ version, status }) => `${version}, ${status}`,
        }),
      ],
    }),
  };
}

function byDay(isNarrow: boolean): Plot.PlotOptions {
  const ticks = isNarrow ? 4 : 8;
  return {
    ...{ marginLeft: 34, marginRight: 8, marginBottom: 30 },
    x: { type: "utc", label: null, ticks },
  };
}

/** No tick lies between two counts. */
function whole(counts: readonly number[]): Plot.ScaleOptions {
  const largest = Math.max(...counts.map(Math.abs));
  return largest >= 5 ? { ticks: 5 } : { interval: 1 };
}

/** The style sheet's colour of the same name. */
function colour<Key extends string>(key: Key) {
  return (row: Record<Key, string>) => `var(--${row[key]})`;
}

export function readAgo(days: number | null): string {
  if (days === null) return "never read completely";
  return days === 0 ? "read today" : `read ${days} ${days === 1 ? "day" : "days"} ago`;
}

function shorten(text: string, isNarrow: boolean, less = 0): string {
  const most = (isNarrow ? LONGEST.narrow : LONGEST.wide) - less;
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
