import type { Readiness } from "./read-readiness.ts";

/** However many ask, the dependencies are asked once in this time. */
const FRESH_MS = 1_000;
const HEADERS = { "Cache-Control": "no-store" };

/**
 * `/healthz`: the process is there and its event loop turns. `/readyz`: it can serve. Both for
 * whoever probes, by whatever name: they hold nothing about documents, people or configuration.
 */
export function createHealthDoor(
  read: () => Promise<Readiness>,
  now: () => number,
): (request: Request) => Promise<Response> | undefined {
  let latest: { at: number; readiness: Promise<Readiness> } | undefined;

  async function answer(path: string): Promise<Response> {
    if (path === "/healthz") return Response.json({ ok: true }, { headers: HEADERS });
    if (latest === undefined || now() - latest.at >= FRESH_MS) {
      latest = { at: now(), readiness: read() };
    }
    const readiness = await latest.readiness;
    return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: HEADERS });
  }

  return (request) => {
    const { pathname } = new URL(request.url);
    const isProbe = pathname === "/healthz" || pathname === "/readyz";
    const isLook = request.method === "GET" || request.method === "HEAD";
    return isProbe && isLook ? answer(pathname) : undefined;
  };
}
