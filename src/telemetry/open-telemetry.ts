import { createNoopMeter, type Meter } from "@opentelemetry/api";
import { createInstruments, type Instruments } from "./instruments.ts";
import type { TelemetrySettings } from "./sdk/telemetry-settings.ts";

export interface Telemetry {
  instruments: Instruments;
  /** Whether anybody is told the numbers: what it would take to know them is spared otherwise. */
  isMeasured: boolean;
  /** For what is looked at when it is asked for. */
  meter: Meter;
  /** All metrics as Prometheus reads them; undefined where nobody may ask. */
  prometheus: (() => Promise<string>) | undefined;
  /** Sends what waits to be sent. */
  close(): Promise<void>;
}

/** Collectors that are away must not hold up the end of a process. */
const GOODBYE_MS = 3_000;

/** Traces and metrics as they are configured; the SDK is not even loaded where nothing is. */
export async function openTelemetry(settings: TelemetrySettings): Promise<Telemetry> {
  const closing: (() => Promise<void>)[] = [];
  if (settings.tracesUrl !== undefined) {
    const { sendTraces } = await import("./sdk/send-traces.ts");
    closing.push(sendTraces(settings, settings.tracesUrl));
  }
  const isMeasured = settings.metricsToken !== undefined || settings.metricsUrl !== undefined;
  const metrics = isMeasured
    ? (await import("./sdk/open-metrics.ts")).openMetrics(settings)
    : undefined;
  if (metrics !== undefined) closing.push(metrics.close);
  const meter = metrics?.meter ?? createNoopMeter();
  return {
    isMeasured,
    meter,
    instruments: createInstruments(meter),
    prometheus: metrics?.prometheus,
    close: async () => {
      const ended = Promise.all(closing.map((close) => close().catch(() => undefined)));
      const patience = new Promise((resolve) => setTimeout(resolve, GOODBYE_MS).unref());
      await Promise.race([ended, patience]);
    },
  };
}
