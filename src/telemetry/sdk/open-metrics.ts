import type { Meter } from "@opentelemetry/api";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import { PrometheusSerializer } from "@opentelemetry/exporter-prometheus";
import {
  MeterProvider,
  MetricReader,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { observeProcess } from "./observe-process.ts";
import { resourceOf } from "./resource-of.ts";
import type { TelemetrySettings } from "./telemetry-settings.ts";

/** Collects when it is asked to. */
class ReaderOnDemand extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

/** One set of instruments that Prometheus reads and a collector is sent, whichever is configured. */
export function openMetrics(settings: TelemetrySettings): {
  meter: Meter;
  prometheus: (() => Promise<string>) | undefined;
  flush: () => Promise<void>;
  close: () => Promise<void>;
} {
  const { metricsToken, metricsUrl, headers, exportEveryMs } = settings;
  const onDemand = metricsToken === undefined ? undefined : new ReaderOnDemand();
  const sending = metricsUrl && [
    new PeriodicExportingMetricReader({
      exporter: new OTLPMetricExporter({ url: metricsUrl, headers: { ...headers } }),
      exportIntervalMillis: exportEveryMs,
      exportTimeoutMillis: Math.min(exportEveryMs, 30_000),
    }),
  ];
  const provider = new MeterProvider({
    resource: resourceOf(settings),
    readers: [...(onDemand ? [onDemand] : []), ...(sending || [])],
  });
  const meter = provider.getMeter("footnote");
  const forget = observeProcess(meter);
  const serializer = new PrometheusSerializer("", false, undefined, true, true);
  return {
    meter,
    prometheus: onDemand && (async () => textOf(onDemand, serializer)),
    flush: () => provider.forceFlush(),
    close: async () => {
      forget();
      await provider.shutdown();
    },
  };
}

async function textOf(reader: MetricReader, serializer: PrometheusSerializer): Promise<string> {
  const { resourceMetrics, errors } = await reader.collect();
  // Half of the truth would look like all of it.
  if (errors.length > 0) throw errors[0];
  return `${serializer.serialize(resourceMetrics)}\n`;
}
