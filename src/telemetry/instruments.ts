import { createNoopMeter, type Meter } from "@opentelemetry/api";

export type Instruments = ReturnType<typeof createInstruments>;

/** Seconds: from what nobody notices to what everybody gives up on. */
const ANSWER_SECONDS = [0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 12, 20, 30, 60, 120];
const STAGE_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];
/** Slack waits 3 s for its acknowledgement; ours is meant to take a sixth of that. */
const HTTP_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10];
const JOB_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900];
const SYNC_SECONDS = [1, 5, 15, 60, 300, 900, 3_600, 14_400];

/**
 * What one process counts by itself. Labels are few and bounded: names of sources, models, stages,
 * platforms and outcomes; nothing of a person, a room or a question.
 */
export function createInstruments(meter: Meter = createNoopMeter()) {
  const counter = (name: string, description: string) => meter.createCounter(name, { description });
  const histogram = (name: string, description: string, explicitBucketBoundaries: number[]) =>
    meter.createHistogram(name, { description, advice: { explicitBucketBoundaries } });
  return {
    answers: counter("footnote_answers", "Questions that got their outcome. Of this process."),
    answerSeconds: histogram(
      "footnote_answer_duration_seconds",
      "From a question's being kept to its outcome, waiting included. Of this process.",
      ANSWER_SECONDS,
    ),
    stageSeconds: histogram(
      "footnote_answer_stage_duration_seconds",
      "Time of one answer by stage; `model` is the part of the others that waited for language models. Of this process.",
      STAGE_SECONDS,
    ),
    httpSeconds: histogram(
      "footnote_http_request_duration_seconds",
      "From a request to the beginning of its reply, which acknowledges it. Of this process.",
      HTTP_SECONDS,
    ),
    jobSeconds: histogram(
      "footnote_job_duration_seconds",
      "One try of a job; `result`: done, failed (it is tried again), dead. Of this process.",
      JOB_SECONDS,
    ),
    jobWaitSeconds: histogram(
      "footnote_job_wait_seconds",
      "From a job's being queued to its first try. Of this process.",
      JOB_SECONDS,
    ),
    modelSeconds: histogram(
      "footnote_model_call_duration_seconds",
      "One call of a language model, to its last word; `result`: ok, stopped, or why it failed. Of this process.",
      STAGE_SECONDS,
    ),
    embeddingSeconds: histogram(
      "footnote_embedding_duration_seconds",
      "One call of an embedder, for a query or for passages. Of this process.",
      STAGE_SECONDS,
    ),
    searchSeconds: histogram(
      "footnote_index_search_duration_seconds",
      "One search of the index; `result`: ok, or away (it is somebody's service, which did not answer), or failed. Of this process.",
      STAGE_SECONDS,
    ),
    tokens: counter(
      "footnote_model_tokens",
      "Tokens that language models read (input) and wrote (output). Of this process.",
    ),
    costUsd: counter(
      "footnote_model_cost_usd",
      "What they cost, where prices are configured. Of this process.",
    ),
    breakerOpen: meter.createGauge("footnote_model_breaker_open", {
      description:
        "1 while a model is left alone because it failed again and again. Of this process.",
    }),
    indexBreakerOpen: meter.createGauge("footnote_index_breaker_open", {
      description:
        "1 while an index that is a service is left alone because it failed again and again. Of this process.",
    }),
    learningRuns: counter(
      "footnote_learning_runs",
      "Times that Footnote learned by itself how to search; `verdict`: challenger, rejected, failed. Of this process.",
    ),
    syncSeconds: histogram(
      "footnote_sync_duration_seconds",
      "One sync of a source; `result`: ok or failed. Of this process.",
      SYNC_SECONDS,
    ),
    syncedDocuments: counter(
      "footnote_sync_documents",
      "Documents that syncs found changed, removed or failed. Of this process.",
    ),
  };
}
