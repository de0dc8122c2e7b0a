import type { Instruments } from "../../telemetry/instruments.ts";
import { inSpan } from "../../telemetry/trace.ts";

type Receive = (request: Request, env: object) => Response | Promise<Response>;

/** Doors by how their addresses begin; everything else is the web chat. */
const DOORS = [
  "slack",
  "teams",
  "webhooks",
  "setup",
  "sign-in",
  "admin",
  "metrics",
  "healthz",
  "readyz",
];

/**
 * The same door, where each request is timed until its reply begins. What somebody sends begins a
 * trace; pages that are looked at do not, nor does anybody outside say to which trace they belong.
 */
export function observeHttp(
  receive: Receive,
  { httpSeconds }: Pick<Instruments, "httpSeconds">,
): Receive {
  return async (request, env) => {
    const began = performance.now();
    const door = doorOf(request);
    let status = 500;
    try {
      const response = await traced(door, request, () => receive(request, env));
      status = response.status;
      return response;
    } finally {
      const labels = { door, method: methodOf(request), status: String(status) };
      httpSeconds.record((performance.now() - began) / 1_000, labels);
    }
  };
}

async function traced(
  door: string,
  request: Request,
  receive: () => Response | Promise<Response>,
): Promise<Response> {
  if (request.method !== "POST") return receive();
  return inSpan(
    `receive ${door}`,
    { "http.request.method": "POST", "footnote.door": door },
    async (span) => {
      const response = await receive();
      span.setAttribute("http.response.status_code", response.status);
      return response;
    },
    { kind: "server" },
  );
}

function doorOf({ url }: Request): string {
  const [, first = ""] = new URL(url).pathname.split("/");
  return DOORS.includes(first) ? first : "web";
}

/** Anybody may send any word as a method. */
function methodOf({ method }: Request): string {
  return ["GET", "POST", "HEAD"].includes(method) ? method : "other";
}
