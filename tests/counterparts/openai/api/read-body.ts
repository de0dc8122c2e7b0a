import type { IncomingMessage } from "node:http";
import { RefusedRequest } from "../requests/refused-request.ts";

/** What came with a request; `refusal` where it is no JSON. */
export interface Body {
  value: unknown;
  refusal: RefusedRequest | undefined;
}

/** Reads a request to its end; what is wrong with it matters only where a body is expected. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString("utf8");
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/json\b/i.test(type)) {
    const refusal = new RefusedRequest(
      400,
      `Unsupported content type: '${type}'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: ${type}'. Please try again with a supported content type.`,
    );
    return { value: undefined, refusal };
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return { value, refusal: undefined };
  } catch {
    // Told below, as for JSON that is no object.
  }
  const refusal = new RefusedRequest(
    400,
    "We could not parse the JSON body of your request. The OpenAI API expects a JSON payload.",
  );
  return { value: undefined, refusal };
}
