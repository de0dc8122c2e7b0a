import { type Labels, NAME, type Sample } from "./promql/series.ts";

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/y;

/** What `GET /metrics` says, strictly: each metric with its help and type before it, each series once. */
export function readExposition(text: string): Sample[] {
  const types = new Map<string, string>();
  const helped = new Set<string>();
  const seen = new Set<string>();
  return text.split("\n").flatMap((line) => {
    const [, about, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (about === "HELP") helped.add(name);
    if (about === "TYPE") types.set(name, rest);
    if (about !== undefined || line === "") return [];
    const [, metric, labels = "", value] = LINE.exec(line) ?? [];
    if (metric === undefined || seen.has(`${metric}{${labels}}`))
      throw new Error(`not a sample: ${line}`);
    seen.add(`${metric}{${labels}}`);
    const family = familyOf(metric, types);
    if (family === undefined || !helped.has(family)) throw new Error(`${metric} is not described`);
    return [{ labels: { [NAME]: metric, ...readLabels(labels) }, value: readNumber(value ?? "") }];
  });
}

function familyOf(metric: string, types: ReadonlyMap<string, string>): string | undefined {
  if (types.has(metric)) return metric;
  const family = metric.replace(/_(?:bucket|sum|count)$/, "");
  return types.get(family) === "histogram" ? family : undefined;
}

function readLabels(text: string): Labels {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  for (let at = 0; at < text.length; at = LABEL.lastIndex) {
    const [, name, value] = LABEL.exec(text) ?? [];
    if (name === undefined || value === undefined) throw new Error(`not labels: ${text}`);
    labels[name] = value.replace(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign));
  }
  return labels;
}

function readNumber(text: string): number {
  const value = text === "+Inf" ? Number.POSITIVE_INFINITY : Number(text);
  if (Number.isNaN(value)) throw new Error(`not a number: ${text}`);
  return value;
}
