import type { App } from "../../../app.ts";
import { learnByItself } from "../../../learning/trigger/learn-by-itself.ts";
import { newTraceId } from "../../../telemetry/trace.ts";
import { plainFailure } from "../../plain-failure.ts";
import { failed, type RunResult } from "./finish-run.ts";

const NEVER = new AbortController().signal;

/** Learns in this process until `stop` aborts; whatever fails is told in one sentence. */
export async function learnInside(app: App, stop = NEVER): Promise<RunResult> {
  const { answering, storage, config, logger, now } = app;
  const accessLists = () => {
    // Asked for with each search: there is no sooner way to stop.
    stop.throwIfAborted();
    return answering.accessLists();
  };
  const retrieve = { ...answering, accessLists };
  const mode = config.learning?.mode ?? "challenger";
  const { servingEmbedder } = retrieve;
  const { retention } = config;
  try {
    return await learnByItself(mode, { retrieve, storage, servingEmbedder, retention, now });
  } catch (error) {
    if (stop.aborted) return failed("The time that it was given was not enough.");
    const traceId = newTraceId();
    logger.error({ error, traceId }, "Footnote could not learn by itself");
    return failed(plainFailure(error) ?? `Nobody foresaw why: the log says it (${traceId}).`);
  }
}
