import { randomUUID } from "node:crypto";
import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

/** What a span may tell: names and numbers of ours, never a word or an id of a person or a document. */
export type SpanFacts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface SpanOptions {
  kind?: "server" | "client" | "producer" | "consumer";
  /** `traceparent` of what it follows from; the span that is active, where absent. */
  parent?: string | undefined;
  /** Milliseconds since the epoch; now, where absent. */
  startedAt?: number;
}

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};
const tracer = trace.getTracer("footnote");

/** Does work as one span of the trace it belongs to; costs next to nothing while no traces are sent. */
export async function inSpan<T>(
  name: string,
  facts: SpanFacts,
  work: (span: Span) => Promise<T>,
  options: SpanOptions = {},
): Promise<T> {
  const span = startSpan(name, facts, options);
  try {
    return await context.with(trace.setSpan(context.active(), span), work, undefined, span);
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** A span that its caller ends, for what comes piece by piece. */
export function startSpan(name: string, facts: SpanFacts, options: SpanOptions = {}): Span {
  const { kind, parent, startedAt } = options;
  return tracer.startSpan(
    name,
    {
      attributes: facts as Attributes,
      ...(kind && { kind: KINDS[kind] }),
      ...(startedAt !== undefined && { startTime: startedAt }),
    },
    parent === undefined ? context.active() : contextOf(parent),
  );
}

/** Only of which kind a fault is: its message may quote what was asked, or who did. */
export function markFailed(span: Span, error: unknown): void {
  const { name, code } = error instanceof Error ? (error as Error & { code?: unknown }) : {};
  const type = typeof code === "string" ? `${name} ${code}` : (name ?? "unknown");
  span.setAttribute("error.type", type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The span that is active, as W3C writes it, to be kept with work that others go on with. */
export function traceparent(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  if (span === undefined || !isSpanContextValid(span)) return undefined;
  const { traceId, spanId, traceFlags } = span;
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

/** What log lines say of the trace that they belong to; nothing outside of one. */
export function traceFields(): { trace_id?: string; span_id?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  if (span === undefined || !isSpanContextValid(span)) return {};
  return { trace_id: span.traceId, span_id: span.spanId };
}

/** For people, to find the log line by: the trace's own id, where there is one. */
export function newTraceId(): string {
  return traceFields().trace_id ?? randomUUID();
}

/** An empty one for what cannot be read: work never fails for the sake of its trace. */
function contextOf(parent: string): Context {
  const [, traceId, spanId, flags] =
    /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(parent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16);
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
