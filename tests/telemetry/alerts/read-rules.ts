import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { milliseconds } from "./promql/syntax.ts";

export const RULES_FILE = fileURLToPath(
  new URL("../../../deploy/prometheus/alert-rules.yaml", import.meta.url),
);

const recording = z.strictObject({
  record: z.string().regex(/^footnote:\w+:\w+$/),
  expr: z.string(),
});
const alert = z.strictObject({
  alert: z.string().regex(/^Footnote[A-Z]\w+$/),
  expr: z.string(),
  for: z.string().transform(milliseconds).default(0),
  labels: z.strictObject({ severity: z.enum(["page", "ticket"]) }),
  annotations: z.strictObject({ summary: z.string() }),
});
const file = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      interval: z.literal("1m"),
      rules: z.array(z.union([recording, alert])),
    }),
  ),
});

export type Recording = z.infer<typeof recording>;
export type Alert = z.infer<typeof alert>;

/** The rules that ship with Footnote, in the order in which Prometheus evaluates them. */
export function readRules(): { recordings: Recording[]; alerts: Alert[] } {
  const rules = file.parse(parse(readFileSync(RULES_FILE, "utf8"))).groups.flatMap((g) => g.rules);
  return {
    recordings: rules.filter((rule): rule is Recording => "record" in rule),
    alerts: rules.filter((rule): rule is Alert => "alert" in rule),
  };
}
