import { readConfig } from "../../src/config.ts";
import { openTelemetry } from "../../src/telemetry/open-telemetry.ts";
import { inSpan, traceFields } from "../../src/telemetry/trace.ts";
import { startOtlpCounterpart } from "../counterparts/otlp/start-otlp-counterpart.ts";

/*
 * What telemetry costs one question: the spans and numbers that one in Slack leads to, made again and
 * again with nothing else around them. Off, with metrics, with both; each beside the same calls without.
 */

const QUESTIONS = 20_000;
/** As docs/images/trace.svg shows them; checks and model calls depend on the answer. */
const SPANS = 18;
const NUMBERS = 24;

async function perQuestionUs(work: () => Promise<void>): Promise<number> {
  for (let i = 0; i < QUESTIONS / 10; i += 1) await work();
  const began = performance.now();
  for (let i = 0; i < QUESTIONS; i += 1) await work();
  return ((performance.now() - began) * 1_000) / QUESTIONS;
}

async function measured(environment: NodeJS.ProcessEnv): Promise<number> {
  const telemetry = await openTelemetry(readConfig({}, environment).telemetry);
  const { stageSeconds } = telemetry.instruments;
  const us = await perQuestionUs(() =>
    inSpan("question", {}, async () => {
      for (let i = 1; i < SPANS; i += 1) {
        await inSpan("stage", { "footnote.source": "handbook" }, async () => undefined);
        traceFields();
      }
      for (let i = 0; i < NUMBERS; i += 1) stageSeconds.record(0.1, { stage: "write" });
    }),
  );
  await telemetry.close();
  return us;
}

const bare = await perQuestionUs(async () => {
  for (let i = 1; i < SPANS; i += 1) await (async () => undefined)();
});
const collector = await startOtlpCounterpart();
const rows = {
  "the same calls without telemetry": bare,
  off: await measured({}),
  "with /metrics": await measured({ METRICS_TOKEN: "a-token-for-the-bench" }),
  "with /metrics and traces": await measured({
    METRICS_TOKEN: "a-token-for-the-bench",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  }),
};
await collector.close();
for (const [what, us] of Object.entries(rows)) {
  console.log(`${what.padEnd(34)} ${us.toFixed(1).padStart(8)} µs a question`);
}
