import { createNoopMeter, type Meter } from "@opentelemetry/api";
import { createInstruments, type Instruments } from "./instruments.ts";
import type { Sender } from "./sdk/send-traces.ts";
import type { TelemetrySettings } from "./sdk/telemetry-settings.ts";

export interface Telemetry {
  instruments: Instruments;
  /** Whether anybody is told the numbers: what it would take to know them is spared otherwise. */
  isMeasured: boolean;
  /** For what is looked at when it is asked for. */
  meter: Meter;
  /** All metrics as Prometheus reads them; undefined where nobody may ask. */
  prometheus: (() => Promise<string>) | undefined;
  /** Sends what waits to be sent, before a process is held still; a collector that is away is not waited for. */
  flush(): Promise<void>;
  /** Likewise, and for the last time. */
  close(): Promise<void>;
}

/** Collectors that are away must not hold up the end of a process. */
const GOODBYE_MS = 3_000;
/** Somebody may wait for the answer that is sent afterwards. */
const FLUSH_MS = 1_000;

/** Traces and metrics as they are configured; the SDK is not even loaded where nothing is. */
export async function openTelemetry(settings: TelemetrySettings): Promise<Telemetry> {
  const senders: Sender[] = [];
  if (settings.tracesUrl !== undefined) {
    const { sendTraces } = await import("./sdk/send-traces.ts");
    senders.push(sendTraces(settings, settings.tracesUrl));
  }
  const isMeasured = settings.metricsToken !== undefined || settings.metricsUrl !== undefined;
  const metrics = isMeasured
    ? (await import("./sdk/open-metrics.ts")).openMetrics(settings)
    : undefined;
  if (metrics !== undefined) senders.push(metrics);
  const meter = metrics?.meter ?? createNoopMeter();
  return {
    isMeasured,
    meter,
    instruments: createInstruments(meter),
    prometheus: metrics?.prometheus,
    flush: () => within(FLUSH_MS, senders, (sender) => sender.flush()),
    close: () => within(GOODBYE_MS, senders, (sender) => sender.close()),
  };
}

async function within(
  ms: number,
  senders: readonly Sender[],
  act: (sender: Sender) => Promise<void>,
): Promise<void> {
  const done = Promise.all(senders.map((sender) => act(sender).catch(() => undefined)));
  const patience = new Promise((resolve) => setTimeout(resolve, ms).unref());
  await Promise.race([done, patience]);
}
