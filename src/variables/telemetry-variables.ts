import { z } from "zod";
import type { TelemetrySettings } from "../telemetry/sdk/telemetry-settings.ts";
import { ConfigError } from "./config-error.ts";

const SAMPLERS = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

const endpoint = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: "write it as http://collector:4318",
  })
  .optional();
const onOff = z.enum(["otlp", "none"]).default("otlp");

/** What is told about the running, and to whom; the names are OpenTelemetry's own. */
export const telemetryVariables = {
  METRICS_TOKEN: z
    .string()
    .min(16, { error: "give at least 16 characters, as `openssl rand -hex 24` makes them" })
    .optional()
    .describe(
      "Bearer token that opens `GET /metrics`, for Prometheus; without it, there is nothing at that address.",
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint.describe(
    "Collector that traces and metrics are sent to by OTLP over HTTP (protobuf), as http://collector:4318; without it, and without the two below, nothing is sent.",
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint.describe(
    "Where traces go instead: the whole address, with its path.",
  ),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint.describe(
    "Where metrics go instead: the whole address, with its path.",
  ),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .optional()
    .describe(
      "Headers sent with them, as `name=value,name=value`, values encoded as in addresses.",
    ),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(["http/protobuf"])
    .default("http/protobuf")
    .describe("How they are written; no other way is known here."),
  OTEL_TRACES_EXPORTER: onOff.describe("`none` sends no traces."),
  OTEL_METRICS_EXPORTER: onOff.describe("`none` sends no metrics; `/metrics` stays."),
  OTEL_METRIC_EXPORT_INTERVAL: z.coerce
    .number()
    .int()
    .min(1_000)
    .default(60_000)
    .describe("Milliseconds from one sending of metrics to the next."),
  OTEL_SERVICE_NAME: z
    .string()
    .default("footnote")
    .describe("What this installation is called in traces and metrics."),
  OTEL_RESOURCE_ATTRIBUTES: z
    .string()
    .optional()
    .describe("What else is said of it, as `deployment.environment.name=production,…`."),
  OTEL_TRACES_SAMPLER: z
    .enum(SAMPLERS)
    .default("parentbased_always_on")
    .describe(`Which traces are sent: ${SAMPLERS.join(", ")}.`),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe("The share of them, from 0 to 1, where the sampler is a ratio."),
  OTEL_SDK_DISABLED: z
    .stringbool()
    .default(false)
    .describe("`true` sends nothing, whatever else is set."),
};

type Values = z.infer<z.ZodObject<typeof telemetryVariables>>;

/** @throws ConfigError */
export function pickTelemetryConfig(values: Values): TelemetrySettings {
  const send = (kind: "TRACES" | "METRICS") => {
    if (values.OTEL_SDK_DISABLED || values[`OTEL_${kind}_EXPORTER`] === "none") return undefined;
    const base = values.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/+$/, "");
    const general = base && `${base}/v1/${kind.toLowerCase()}`;
    return values[`OTEL_EXPORTER_OTLP_${kind}_ENDPOINT`] ?? general;
  };
  return {
    metricsToken: values.METRICS_TOKEN,
    tracesUrl: send("TRACES"),
    metricsUrl: send("METRICS"),
    headers: readPairs("OTEL_EXPORTER_OTLP_HEADERS", values.OTEL_EXPORTER_OTLP_HEADERS),
    exportEveryMs: values.OTEL_METRIC_EXPORT_INTERVAL,
    serviceName: values.OTEL_SERVICE_NAME,
    attributes: readPairs("OTEL_RESOURCE_ATTRIBUTES", values.OTEL_RESOURCE_ATTRIBUTES),
    sampler: { name: values.OTEL_TRACES_SAMPLER, ratio: values.OTEL_TRACES_SAMPLER_ARG },
  };
}

/** Headers are how collectors know who sends: none of their values may be logged. */
export function telemetrySecrets({ headers }: TelemetrySettings): string[] {
  return Object.values(headers).flatMap((value) => [value, value.replace(/^\w+ /, "")]);
}

/** `a=b,c=d`, values percent-encoded, as OpenTelemetry has it. */
function readPairs(name: string, text = ""): Record<string, string> {
  const pairs = text
    .split(",")
    .map((pair) => pair.trim())
    .filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      const value = decoded(pair.slice(at + 1).trim());
      if (at < 1 || value === undefined) {
        throw new ConfigError(`${name} is not usable: write it as name=value,name=value.`);
      }
      return [pair.slice(0, at).trim(), value];
    }),
  );
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
