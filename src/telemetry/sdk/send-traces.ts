import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { resourceOf } from "./resource-of.ts";
import type { TelemetrySettings } from "./telemetry-settings.ts";

export interface Sender {
  /** Sends what waits. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Sends what `inSpan` makes from now on. Traces are the process's, as the API has it: of several
 * applications in one, the first that is open sends those of all.
 */
export function sendTraces(settings: TelemetrySettings, url: string): Sender {
  const exporter = new OTLPTraceExporter({ url, headers: { ...settings.headers } });
  const provider = new TracerProvider({
    resource: resourceOf(settings),
    sampler: samplerOf(settings.sampler),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  });
  const flush = () => provider.forceFlush();
  if (!trace.setGlobalTracerProvider(provider)) return { flush, close: () => provider.shutdown() };
  const manager = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(manager);
  const close = async () => {
    trace.disable();
    context.disable();
    await provider.shutdown();
  };
  return { flush, close };
}

function samplerOf({ name, ratio }: TelemetrySettings["sampler"]): Sampler {
  const root = name.replace("parentbased_", "");
  const plain =
    root === "always_off"
      ? new AlwaysOffSampler()
      : root === "traceidratio"
        ? new TraceIdRatioBasedSampler(ratio)
        : new AlwaysOnSampler();
  return root === name ? plain : new ParentBasedSampler({ root: plain });
}
