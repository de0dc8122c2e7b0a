import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { readBody, serve } from "../counterparts/shared/serve.ts";

const PROBE_MS = 500;
const PATIENCE_MS = 5_000;

export interface Balancer {
  /** What browsers and platforms know. */
  url: string;
  /** Sends to this process from when it says that it is ready. */
  add(url: string): void;
  remove(url: string): void;
  /** How often nobody was there to send to, and how often a process went away over a request. */
  counts: { nobody: number; brokenOff: number };
  close(): Promise<void>;
}

/**
 * Sends each request to the next of the processes whose `/readyz` says yes. What was sent to one that
 * cannot be connected with goes to another; what broke off afterwards is for whoever sent it to repeat.
 */
export async function startBalancer(): Promise<Balancer> {
  const ready = new Map<string, boolean>();
  const counts = { nobody: 0, brokenOff: 0 };
  let turn = 0;
  const server = await serve((incoming, response) => void handle(incoming, response));
  const probing = setInterval(() => {
    for (const url of ready.keys()) {
      void isReady(url).then((yes) => void (ready.has(url) && ready.set(url, yes)));
    }
  }, PROBE_MS);

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(incoming).catch(() => undefined);
    if (body === undefined) return;
    const urls = [...ready].filter(([, yes]) => yes).map(([url]) => url);
    turn += 1;
    for (let n = 0; n < urls.length; n += 1) {
      const url = urls[(turn + n) % urls.length] ?? "";
      const fate = await forward(url, incoming, body, response);
      if (fate === "done") return;
      if (fate === "broken-off") {
        counts.brokenOff += 1;
        return response.headersSent ? void response.destroy() : refuse(response, 502);
      }
    }
    counts.nobody += 1;
    refuse(response, 503);
  }

  return {
    url: server.url,
    add: (url) => void ready.set(url, false),
    remove: (url) => void ready.delete(url),
    counts,
    async close() {
      clearInterval(probing);
      await server.close();
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return fetch(`${url}/readyz`, { signal }).then(
    ({ ok }) => ok,
    () => false,
  );
}

function forward(
  url: string,
  { method = "GET", url: path = "/", headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<"done" | "unreachable" | "broken-off"> {
  return new Promise((resolve) => {
    const sending = request(`${url}${path}`, { method, headers, agent: false });
    sending.on("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "ECONNREFUSED" ? "unreachable" : "broken-off"),
    );
    sending.on("response", (answer) => {
      // Whoever asked waits no longer.
      if (response.destroyed) return resolve("done");
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      pipeline(answer, response, (error) => resolve(error ? "broken-off" : "done"));
    });
    sending.end(body);
  });
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { "Retry-After": "1" }).end();
}
