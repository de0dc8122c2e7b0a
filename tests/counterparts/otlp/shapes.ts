import type { Shape } from "./wire.ts";

/*
 * What OTLP 1.x says of the requests of collectors, as far as traces and metrics go:
 * opentelemetry/proto/{common,resource,trace,metrics}/v1.
 */

const anyValue: Shape = {
  1: ["stringValue", "string"],
  2: ["boolValue", "bool"],
  3: ["intValue", "uint64"],
  4: ["doubleValue", "double"],
  5: ["arrayValue", () => ({ 1: ["values", anyValue, "*"] })],
};
const keyValue: Shape = { 1: ["key", "string"], 2: ["value", anyValue] };
const attributes = ["attributes", keyValue, "*"] as const;
const dropped = ["droppedAttributesCount", "uint32"] as const;

const resource: Shape = { 1: attributes, 2: dropped };
const scope: Shape = { 1: ["name", "string"], 2: ["version", "string"], 3: attributes, 4: dropped };

const event: Shape = {
  1: ["timeUnixNano", "fixed64"],
  2: ["name", "string"],
  3: attributes,
  4: dropped,
};
const link: Shape = {
  1: ["traceId", "bytes"],
  2: ["spanId", "bytes"],
  3: ["traceState", "string"],
  4: attributes,
  5: dropped,
  6: ["flags", "fixed32"],
};
const span: Shape = {
  1: ["traceId", "bytes"],
  2: ["spanId", "bytes"],
  3: ["traceState", "string"],
  4: ["parentSpanId", "bytes"],
  5: ["name", "string"],
  6: ["kind", "enum"],
  7: ["startTimeUnixNano", "fixed64"],
  8: ["endTimeUnixNano", "fixed64"],
  9: attributes,
  10: dropped,
  11: ["events", event, "*"],
  12: ["droppedEventsCount", "uint32"],
  13: ["links", link, "*"],
  14: ["droppedLinksCount", "uint32"],
  15: ["status", { 2: ["message", "string"], 3: ["code", "enum"] }],
  16: ["flags", "fixed32"],
};
const scopeSpans: Shape = {
  1: ["scope", scope],
  2: ["spans", span, "*"],
  3: ["schemaUrl", "string"],
};
const resourceSpans: Shape = {
  1: ["resource", resource],
  2: ["scopeSpans", scopeSpans, "*"],
  3: ["schemaUrl", "string"],
};
export const traceRequest: Shape = { 1: ["resourceSpans", resourceSpans, "*"] };

const times = {
  2: ["startTimeUnixNano", "fixed64"],
  3: ["timeUnixNano", "fixed64"],
} as const;
const numberPoint: Shape = {
  ...times,
  4: ["asDouble", "double"],
  6: ["asInt", "sfixed64"],
  7: attributes,
  8: ["flags", "uint32"],
};
const histogramPoint: Shape = {
  ...times,
  4: ["count", "fixed64"],
  5: ["sum", "double"],
  6: ["bucketCounts", "fixed64", "*"],
  7: ["explicitBounds", "double", "*"],
  9: attributes,
  10: ["flags", "uint32"],
  11: ["min", "double"],
  12: ["max", "double"],
};
const temporality = ["aggregationTemporality", "enum"] as const;
const metric: Shape = {
  1: ["name", "string"],
  2: ["description", "string"],
  3: ["unit", "string"],
  5: ["gauge", { 1: ["dataPoints", numberPoint, "*"] }],
  7: ["sum", { 1: ["dataPoints", numberPoint, "*"], 2: temporality, 3: ["isMonotonic", "bool"] }],
  9: ["histogram", { 1: ["dataPoints", histogramPoint, "*"], 2: temporality }],
};
const scopeMetrics: Shape = {
  1: ["scope", scope],
  2: ["metrics", metric, "*"],
  3: ["schemaUrl", "string"],
};
const resourceMetrics: Shape = {
  1: ["resource", resource],
  2: ["scopeMetrics", scopeMetrics, "*"],
  3: ["schemaUrl", "string"],
};
export const metricsRequest: Shape = { 1: ["resourceMetrics", resourceMetrics, "*"] };
