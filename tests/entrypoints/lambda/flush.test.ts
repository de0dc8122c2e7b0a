import { trace } from "@opentelemetry/api";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openLambdaApp } from "../../../src/entrypoints/lambda/open-lambda-app.ts";
import { handler } from "../../../src/entrypoints/lambda/worker.ts";
import {
  type OtlpCounterpart,
  startOtlpCounterpart,
} from "../../counterparts/otlp/start-otlp-counterpart.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

let collector: OtlpCounterpart;
beforeAll(async () => {
  collector = await startOtlpCounterpart();
  vi.stubEnv("FOOTNOTE_DATA_DIR", temporaryFolder("data"));
  vi.stubEnv("FOOTNOTE_EMBEDDER", "none");
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url);
  await openLambdaApp();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await (await openLambdaApp()).app.close();
  await collector.close();
});

const invoke = () => {
  trace.getTracer("test").startSpan("invocation").end();
  return handler({ Records: [] }, { getRemainingTimeInMillis: () => 60_000 } as never);
};

it("has sent its traces and metrics when an invocation ends", async () => {
  await invoke();
  expect(collector.spans.map(({ name }) => name)).toEqual(["invocation"]);
  expect(collector.metrics).toHaveLength(1);
  expect(collector.complaints).toEqual([]);
});

it("does not wait for a collector that is too busy", async () => {
  collector.failNext(100, 503);
  const begun = performance.now();
  expect(await invoke()).toEqual({ batchItemFailures: [] });
  expect(performance.now() - begun).toBeLessThan(4_000);
  collector.failNext(0, 503);
});
