import { expect, test } from "vitest";
import { evaluate } from "./evaluate.ts";
import { createSeriesStore, NAME, type SeriesStore } from "./series.ts";

const MINUTE = 60_000;

/** A counter of 10 more every 5 minutes, one that was set back, and two gauges with labels. */
function loaded(): SeriesStore {
  const store = createSeriesStore();
  const add = (at: number, name: string, value: number, labels = {}) =>
    store.append(at * MINUTE, { labels: { [NAME]: name, ...labels }, value });
  for (let i = 0; i <= 10; i += 1) {
    add(5 * i, "requests", 10 * i, { path: "/foo" });
    add(5 * i, "restarted", 10 * (i % 5), {});
  }
  add(50, "gauge", 1, { door: "a", status: "200" });
  add(50, "gauge", 3, { door: "a", status: "500" });
  add(50, "gauge", 5, { door: "b", status: "200" });
  return store;
}

/** What an expression gives at 50 minutes, written as Prometheus' own tests write it. */
function at50(expression: string): string[] {
  return evaluate(expression, loaded(), 50 * MINUTE).map(({ labels, value }) => {
    const inner = Object.entries(labels).map(([name, text]) => `${name}=${text}`);
    return `{${inner.sort().join(",")}} ${Number(value.toFixed(6))}`;
  });
}

// Each of these was also evaluated by Prometheus 2.42: docs/decisions/2026-11-22-telemetry.md.
test.each([
  ["requests", ["{__name__=requests,path=/foo} 100"]],
  ["requests offset 10m", ["{__name__=requests,path=/foo} 80"]],
  ["rate(requests[20m])", ["{path=/foo} 0.033333"]],
  ["increase(requests[20m])", ["{path=/foo} 40"]],
  ["increase(restarted[48m])", ["{} 74.666667"]],
  ["increase(requests[4m])", []],
  ["sum(gauge)", ["{} 9"]],
  ["sum by (door) (gauge)", ["{door=a} 4", "{door=b} 5"]],
  ["max by (door) (gauge) > 3", ["{door=b} 5"]],
  ['gauge{status!~"5..",door="a"}', ["{__name__=gauge,door=a,status=200} 1"]],
  ["1 - sum(gauge) / 10", ["{} 0.1"]],
  ["sum(gauge) - (sum(missing) or vector(0))", ["{} 9"]],
  ["sum(gauge) > 8 and sum(missing) > 0", []],
  ["sum(gauge) > 8 and sum(requests) > 0", ["{} 9"]],
  ["gauge unless gauge > 1", ["{__name__=gauge,door=a,status=200} 1"]],
  ["absent(missing)", ["{} 1"]],
  ["sum(gauge) / 0 > 1", ["{} Infinity"]],
  ["sum(gauge) * 0 / 0 > 1", []],
])("%s", (expression, wanted) => {
  expect(at50(expression)).toEqual(wanted);
});

test("a series that is no longer scraped is gone at once, and one that is not told for 5 minutes", () => {
  const store = createSeriesStore();
  const isMine = ({ job }: Readonly<Record<string, string>>) => job !== undefined;
  const sample = { labels: { [NAME]: "a", job: "x" }, value: 1 };
  store.take(0, [sample], isMine);
  expect(evaluate("a", store, 4 * MINUTE)).toHaveLength(1);
  expect(evaluate("a", store, 5 * MINUTE)).toEqual([]);
  store.take(MINUTE, [], isMine);
  expect(evaluate("a", store, MINUTE)).toEqual([]);
  store.take(2 * MINUTE, [sample], isMine);
  expect(evaluate("a", store, 2 * MINUTE)).toHaveLength(1);
});

test.each([
  "sum without (door) (gauge)",
  "topk(1, gauge)",
  "gauge > bool 1",
  "gauge * on (door) group_left requests",
  "rate(requests[5m:1m])",
  "gauge @ 5",
  "irate(requests[5m])",
  "gauge +",
  "deriv(requests[5m])",
  "gauge % 2",
  "sum(gauge offset -5m)",
])("%s is refused rather than read in a way of our own", (expression) => {
  expect(() => at50(expression)).toThrow(SyntaxError);
});
