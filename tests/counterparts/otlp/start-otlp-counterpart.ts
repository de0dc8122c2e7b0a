import type { IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import { readBody, serve } from "../shared/serve.ts";
import { readSpans, type TakenSpan } from "./read-spans.ts";
import { metricsRequest, traceRequest } from "./shapes.ts";
import { type Message, readMessage, WireError } from "./wire.ts";

export interface OtlpCounterpart {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  spans: TakenSpan[];
  /** Each sending of metrics, as it came. */
  metrics: Message[];
  headers: IncomingMessage["headers"][];
  /** Everything that came, as it was on the wire. */
  raw: Buffer[];
  /** What was refused, and why. */
  complaints: string[];
  /** Answered to so many requests to come, as a collector that is too busy would. */
  failNext(count: number, status: 429 | 503): void;
  close(): Promise<void>;
}

/** A pretend collector that takes OTLP over HTTP in protobuf, and refuses what does not read as that. */
export async function startOtlpCounterpart(): Promise<OtlpCounterpart> {
  const taken = { spans: [] as TakenSpan[], metrics: [] as Message[], raw: [] as Buffer[] };
  const headers: OtlpCounterpart["headers"] = [];
  const complaints: string[] = [];
  let failing = { count: 0, status: 503 };

  async function answer(request: IncomingMessage): Promise<{ status: number; retry?: string }> {
    const body = await readBody(request);
    if (failing.count > 0) {
      failing.count -= 1;
      return { status: failing.status, retry: "1" };
    }
    const status = take(request, body);
    if (status === 200) headers.push(request.headers);
    return { status };
  }

  function take({ method, url, headers }: IncomingMessage, body: Buffer): number {
    const refuse = (status: number, why: string) => {
      complaints.push(`${method} ${url}: ${why}`);
      return status;
    };
    if (method !== "POST") return refuse(405, "only POST is taken");
    if (headers["content-type"] !== "application/x-protobuf") {
      return refuse(415, `content type ${headers["content-type"]}`);
    }
    try {
      const bytes = headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
      if (url === "/v1/traces") taken.spans.push(...readSpans(readMessage(bytes, traceRequest)));
      else if (url === "/v1/metrics") taken.metrics.push(readMessage(bytes, metricsRequest));
      else return refuse(404, "nothing is there");
      taken.raw.push(bytes);
      return 200;
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      return refuse(400, error.message);
    }
  }

  const server = await serve((request, response) => {
    void answer(request).then(({ status, retry }) => {
      const more = retry === undefined ? {} : { "retry-after": retry };
      response.writeHead(status, { "content-type": "application/x-protobuf", ...more }).end();
    });
  });
  return {
    ...taken,
    url: server.url,
    headers,
    complaints,
    failNext: (count, status) => {
      failing = { count, status };
    },
    close: server.close,
  };
}
