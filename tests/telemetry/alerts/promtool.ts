import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { keyOf } from "./promql/series.ts";
import { RULES_FILE, readRules } from "./read-rules.ts";
import { asScraped, type Stretch } from "./timeline.ts";

/**
 * Has Prometheus' own `promtool` judge the same scrapes, where PROMTOOL says where it is: no package
 * registry has it, so the tests' evaluator takes its place elsewhere.
 */
export async function checkWithPromtool(stretches: readonly Stretch[], names: readonly string[]) {
  const { PROMTOOL } = process.env;
  if (PROMTOOL === undefined) return;
  const minutes = stretches.reduce((sum, [count]) => sum + count, 0);
  const fired = readRules().alerts.map(({ alert, labels }) => ({ alert, labels }));
  const file = join(temporaryFolder("promtool"), "test.yaml");
  const quiet = fired.filter(({ alert }) => !names.includes(alert));
  const test = {
    rule_files: [RULES_FILE],
    evaluation_interval: "1m",
    tests: [
      {
        interval: "1m",
        input_series: seriesOf(stretches),
        alert_rule_test: quiet.map(({ alert }) => ({
          eval_time: `${minutes - 1}m`,
          alertname: alert,
          exp_alerts: [],
        })),
        promql_expr_test: names.map((name) => ({
          expr: `max by (alertname, alertstate) (ALERTS{alertname="${name}", alertstate="firing"})`,
          eval_time: `${minutes - 1}m`,
          exp_samples: [{ labels: `{alertname="${name}", alertstate="firing"}`, value: 1 }],
        })),
      },
    ],
  };
  // YAML is a superset of JSON.
  writeFileSync(file, JSON.stringify(test));
  const { status, stdout, stderr } = spawnSync(PROMTOOL, ["test", "rules", file]);
  if (status !== 0) throw new Error(`promtool disagrees: ${stdout}${stderr}`);
}

/** In promtool's own notation: a value a minute, `_` where there is none, `stale` where it ended. */
function seriesOf(stretches: readonly Stretch[]): { series: string; values: string }[] {
  const keys = new Map<string, string>();
  const found = stretches.map(([count, scraped]) => ({
    count,
    values: new Map(
      asScraped(scraped).map(({ labels, value }) => {
        const { __name__: name, ...rest } = labels;
        const inner = Object.entries(rest).map(([key, text]) => `${key}=${JSON.stringify(text)}`);
        keys.set(keyOf(labels), `${name}{${inner.join(",")}}`);
        return [keyOf(labels), value];
      }),
    ),
  }));
  return [...keys].map(([key, series]) => {
    let wasThere = false;
    const values = found.flatMap(({ count, values }) => {
      const value = values.get(key);
      const ends = value === undefined && wasThere;
      wasThere = value !== undefined;
      if (ends) return ["stale", ...(count > 1 ? [`_x${count - 1}`] : [])];
      if (value === undefined) return [`_x${count}`];
      return [count > 1 ? `${value}+0x${count - 1}` : `${value}`];
    });
    return { series, values: values.join(" ") };
  });
}
