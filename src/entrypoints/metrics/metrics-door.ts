import { createHash, timingSafeEqual } from "node:crypto";

export interface MetricsDoorDeps {
  token: string;
  prometheus: () => Promise<string>;
}

const TEXT = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };

/** `GET /metrics`, for whoever bears the token. */
export function createMetricsDoor({ token, prometheus }: MetricsDoorDeps) {
  const wanted = digest(token);
  return async (request: Request): Promise<Response> => {
    const [, given = ""] =
      /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
    // Digests are of one length, so that not even the token's is told by the time it takes.
    if (!timingSafeEqual(digest(given), wanted)) {
      const headers = { ...TEXT, "www-authenticate": "Bearer" };
      return new Response("Send METRICS_TOKEN as a bearer token.\n", { status: 401, headers });
    }
    if (request.method !== "GET") return new Response(null, { status: 405 });
    return new Response(await prometheus(), { headers: TEXT });
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
