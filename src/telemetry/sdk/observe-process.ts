import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Meter } from "@opentelemetry/api";

const RESOLUTION_MS = 20;

/** What the process itself needs; under the names that Prometheus' own clients gave these. */
export function observeProcess(meter: Meter): () => void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const startedAt = Date.now() / 1_000 - process.uptime();
  const gauge = (name: string, description: string) =>
    meter.createObservableGauge(name, { description: `${description} Of this process.` });
  gauge("process_resident_memory_bytes", "Memory it holds.").addCallback((result) =>
    result.observe(process.memoryUsage.rss()),
  );
  gauge("nodejs_heap_size_used_bytes", "Memory of JavaScript values.").addCallback((result) =>
    result.observe(process.memoryUsage().heapUsed),
  );
  gauge("process_start_time_seconds", "When it began, since 1970.").addCallback((result) =>
    result.observe(startedAt),
  );
  gauge(
    "nodejs_eventloop_lag_seconds",
    "How late timers came since the last time this was read, by quantile.",
  ).addCallback((result) => {
    for (const [quantile, percentile] of Object.entries({ "0.5": 50, "0.99": 99, "1": 100 })) {
      const lateNs = delay.percentile(percentile) - RESOLUTION_MS * 1e6;
      result.observe(Math.max(0, lateNs) / 1e9, { quantile });
    }
    delay.reset();
  });
  meter
    .createObservableCounter("process_cpu_seconds_total", {
      description: "Processor time it used. Of this process.",
    })
    .addCallback((result) => {
      const { user, system } = process.cpuUsage();
      result.observe((user + system) / 1e6);
    });
  return () => delay.disable();
}
