import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  askInSlack,
  METRICS_TOKEN,
  QUESTION,
  scrape,
  startObserved,
} from "../whole/start-observed.ts";
import { NAME, type Sample } from "./promql/series.ts";
import { findAll, metricsOf, parsePromql } from "./promql/syntax.ts";
import { readExposition } from "./read-exposition.ts";
import { readRules } from "./read-rules.ts";

const target = z.object({ expr: z.string(), legendFormat: z.string() });
const panel = z.object({
  id: z.number(),
  type: z.enum(["row", "stat", "timeseries"]),
  title: z.string().min(1),
  gridPos: z.object({ h: z.number(), w: z.number(), x: z.number(), y: z.number() }),
  targets: z.array(target).default([]),
});
const dashboard = z.object({ uid: z.string(), title: z.string(), panels: z.array(panel) });

const FILE = fileURLToPath(new URL("../../../deploy/grafana/dashboard.json", import.meta.url));
const { panels } = dashboard.parse(JSON.parse(readFileSync(FILE, "utf8")));
const { recordings, alerts } = readRules();
const recorded = recordings.map(({ record }) => record);
const expressions = [
  ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ...recordings.map(({ expr }) => expr),
  ...alerts.map(({ expr }) => expr),
  // Grafana's own words in place.
].map((expr) => expr.replaceAll("$__rate_interval", "5m"));

test("dashboard and rules name nothing but what a scrape has, with labels that it has", async () => {
  const observed = await startObserved();
  const serving = await observed.serve();
  await askInSlack(observed, QUESTION);
  await observed.footnote.json("sync", "handbook");
  await fetch(`${serving.url}/webhooks/nothing`, { method: "POST" });
  const { text } = await scrape(serving.url, METRICS_TOKEN);
  await serving.stop();
  await observed.close();
  const samples = readExposition(text);
  // What a server does only when a source is due, or changes, or with the index at Pinecone.
  const later = [
    "footnote_index_breaker_open",
    "footnote_sync_duration_seconds_bucket",
    "footnote_sync_documents_total",
    "footnote_source_lag_seconds",
    // Of twenty questions or votes and more.
    "footnote_week_disliked_ratio",
    "footnote_week_not_found_ratio",
    "footnote_week_opened_ratio",
    // Where it is switched on; tests/learning/trigger/serving.test.ts sees it with its label.
    "footnote_learning_runs_total",
  ];
  const known = new Set([
    ...samples.map(({ labels }) => labels[NAME]),
    ...recorded,
    ...later,
    "up",
  ]);
  const unknown = expressions.flatMap(metricsOf).filter((name) => !known.has(name));
  expect(unknown).toEqual([]);
  expect(unknownLabels(samples, later)).toEqual([]);
  expect(samples.length).toBeLessThan(1_000);
}, 90_000);

/** Labels that a selector asks for and its metric never has. */
function unknownLabels(samples: readonly Sample[], later: readonly string[]): string[] {
  return expressions.flatMap((expr) =>
    findAll(parsePromql(expr), "VectorSelector").flatMap((selector) => {
      const [name] = selector.children;
      if (name === undefined || later.includes(name.text) || name.text === "up") return [];
      const given = samples.filter(({ labels }) => labels[NAME] === name.text);
      const labels = new Set(given.flatMap(({ labels }) => Object.keys(labels)));
      const asked = findAll(selector, "LabelName").map(({ text }) => text);
      return asked.filter((label) => !labels.has(label)).map((label) => `${name.text}{${label}}`);
    }),
  );
}

test("no panel covers another, and each has an id of its own", () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
});
