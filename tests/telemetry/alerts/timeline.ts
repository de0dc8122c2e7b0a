import { evaluate } from "./promql/evaluate.ts";
import { createSeriesStore, keyOf, NAME, type Sample, type SeriesStore } from "./promql/series.ts";
import { readExposition } from "./read-exposition.ts";
import { type Alert, readRules } from "./read-rules.ts";

/** For some minutes Prometheus finds what was really scraped; undefined: nobody answers. */
export type Stretch = readonly [minutes: number, scraped: string | undefined];

const MINUTE_MS = 60_000;
const TARGET = { job: "footnote", instance: "127.0.0.1:3000" };

/**
 * Which alerts fire at the end of a time that began hours ago: real scrapes of the product, on a clock
 * that nobody has to wait for. Evaluated each minute, recordings first, as Prometheus does.
 */
export function firing(stretches: readonly Stretch[]): string[] {
  const { recordings, alerts } = readRules();
  const store = createSeriesStore();
  const since = new Map<string, number>();
  let fired: string[] = [];
  let at = 0;
  for (const [minutes, scraped] of stretches) {
    const samples = asScraped(scraped);
    for (let minute = 0; minute < minutes; minute += 1) {
      store.take(at, samples, ({ job }) => job !== undefined);
      for (const { record, expr } of recordings) {
        const recorded = evaluate(expr, store, at).map(({ labels, value }) => ({
          labels: { ...labels, [NAME]: record },
          value,
        }));
        store.take(at, recorded, (labels) => labels[NAME] === record);
      }
      fired = alerts.flatMap((alert) => fire(alert, store, at, since));
      at += MINUTE_MS;
    }
  }
  return [...new Set(fired)].sort();
}

/** The alert's name for each thing that its expression gave for as long as it has to, without a gap. */
function fire(alert: Alert, store: SeriesStore, at: number, since: Map<string, number>): string[] {
  const found = evaluate(alert.expr, store, at);
  const keys = new Set(found.map(({ labels }) => `${alert.alert} ${keyOf(labels)}`));
  for (const key of since.keys()) {
    if (key.startsWith(`${alert.alert} `) && !keys.has(key)) since.delete(key);
  }
  return found.flatMap((sample) => {
    const key = `${alert.alert} ${keyOf(sample.labels)}`;
    const began = since.get(key) ?? at;
    since.set(key, began);
    return at - began >= alert.for ? [alert.alert] : [];
  });
}

/** As it comes to be kept: with the labels of its target, and whether that answered. */
export function asScraped(text: string | undefined): Sample[] {
  const up = { labels: { [NAME]: "up", ...TARGET }, value: text === undefined ? 0 : 1 };
  const samples = text === undefined ? [] : readExposition(text);
  return [up, ...samples.map(({ labels, value }) => ({ labels: { ...labels, ...TARGET }, value }))];
}
