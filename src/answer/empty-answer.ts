import { newTraceId } from "../telemetry/trace.ts";
import type { Answer } from "./answer.ts";

/** An answer that says nothing yet, for outcomes that come without a search. */
export function emptyAnswer(id: string, outcome: Answer["outcome"]): Answer {
  return {
    id,
    outcome,
    text: "",
    searchedFor: "",
    citations: [],
    sentences: [],
    warnings: [],
    nearest: [],
    choices: [],
    support: null,
    model: "none",
    usage: null,
    timingsMs: { retrieve: 0, write: 0, check: 0, model: 0, total: 0 },
    traceId: newTraceId(),
  };
}
