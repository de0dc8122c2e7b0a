import { type Message, WireError } from "./wire.ts";

export interface TakenSpan {
  traceId: string;
  spanId: string;
  /** Undefined for the first of its trace. */
  parentSpanId: string | undefined;
  name: string;
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  isFailed: boolean;
  attributes: Record<string, unknown>;
  /** Of whoever sent it. */
  resource: Record<string, unknown>;
}

/** Every span of a request. @throws WireError where one is not whole */
export function readSpans(request: Message): TakenSpan[] {
  return list(request.resourceSpans).flatMap(({ resource, scopeSpans }) => {
    const about = readAttributes((resource as Message | undefined)?.attributes);
    if (typeof about["service.name"] !== "string") throw new WireError("a resource has no name");
    return list(scopeSpans).flatMap(({ spans }) =>
      list(spans).map((span) => readSpan(span, about)),
    );
  });
}

function readSpan(span: Message, resource: Record<string, unknown>): TakenSpan {
  const { traceId, spanId, parentSpanId, name, startTimeUnixNano, endTimeUnixNano } = span;
  const [from, to] = [milliseconds(startTimeUnixNano), milliseconds(endTimeUnixNano)];
  const isId = (id: unknown, length: number) =>
    typeof id === "string" && id.length === length && !/^0+$/.test(id);
  if (!isId(traceId, 32) || !isId(spanId, 16)) throw new WireError("a span has no proper id");
  if (parentSpanId !== undefined && !isId(parentSpanId, 16))
    throw new WireError("a parent has none");
  if (typeof name !== "string" || name === "") throw new WireError("a span has no name");
  if (!(to >= from && from > 0)) throw new WireError(`${name} ends before it begins`);
  return {
    traceId: String(traceId),
    spanId: String(spanId),
    parentSpanId: parentSpanId as string | undefined,
    name,
    from,
    to,
    isFailed: (span.status as Message | undefined)?.code === 2,
    attributes: readAttributes(span.attributes),
    resource,
  };
}

function readAttributes(attributes: unknown): Record<string, unknown> {
  return Object.fromEntries(
    list(attributes).map(({ key, value }) => {
      const [given] = Object.values(value as Message);
      return [key, typeof given === "bigint" ? Number(given) : given];
    }),
  );
}

function list(value: unknown): Message[] {
  return (value ?? []) as Message[];
}

function milliseconds(nanoseconds: unknown): number {
  return Number(nanoseconds as bigint) / 1e6;
}
