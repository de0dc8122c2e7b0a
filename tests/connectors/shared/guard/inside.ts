import dns, { type LookupAddress } from "node:dns";
import { once } from "node:events";
import { createServer } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { readBody, serve } from "../../../counterparts/shared/serve.ts";

type Done = (
  error: NodeJS.ErrnoException | null,
  addresses: LookupAddress[] | string,
  family?: number,
) => void;

/** Counts who connects, on every loopback unless one is named: not even a greeting may arrive. */
export async function openInside(address?: string) {
  let connections = 0;
  const server = createServer((_, response) => response.end('{"object":"list","results":[]}'));
  server.on("connection", () => {
    connections += 1;
  });
  server.listen(0, address);
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

interface FrontOptions {
  sendOn?: (path: string) => string | undefined;
  status?: number;
  /** Where it listens; each request then has a connection of its own. */
  at?: { address: string; port: number };
}

/** A vendor's likeness behind a server that sends some requests on to somewhere else. */
export async function startFront(
  behind: string,
  { sendOn, status = 302, at }: FrontOptions,
): Promise<string> {
  const server = await serve(
    async (request, response) => {
      if (at !== undefined) response.setHeader("connection", "close");
      const location = sendOn?.(request.url ?? "");
      if (location !== undefined) {
        response.writeHead(status, { location }).end();
        return;
      }
      const { method = "GET", headers } = request;
      const passed = ["authorization", "content-type", "accept", "notion-version"].flatMap(
        (name) =>
          typeof headers[name] === "string" ? [[name, headers[name]] as [string, string]] : [],
      );
      const body = method === "GET" ? null : new Uint8Array(await readBody(request));
      const answer = await fetch(behind + request.url, { method, headers: passed, body });
      const kept = [...answer.headers].filter(
        ([name]) => !/^(?:connection|keep-alive)$/.test(name),
      );
      response.writeHead(answer.status, Object.fromEntries(kept));
      response.end(Buffer.from(await answer.arrayBuffer()));
    },
    at?.port,
    at?.address,
  );
  onTestFinished(server.close);
  return server.url;
}

const answers = new Map<string, (readonly string[])[]>();
let looked: string[] = [];
const { lookup } = dns;

// In the system's place once and for all, so that it holds for whoever keeps it, and whoever looks up.
const pretended = (name: string, options: dns.LookupAllOptions, done: Done) => {
  const each = answers.get(name);
  if (each === undefined) return lookup(name, options, done);
  looked.push(name);
  const next = (each.length > 1 ? each.shift() : each[0]) ?? [];
  const addresses = next.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  if (options.all) return done(null, addresses);
  return done(null, addresses[0]?.address ?? "", addresses[0]?.family);
};
dns.lookup = pretended as typeof dns.lookup;
syncBuiltinESMExports();

/** What names lead to in a test: one answer after the other, the last one from then on. */
export function lead(names: Readonly<Record<string, readonly (readonly string[])[]>>) {
  for (const [name, each] of Object.entries(names)) answers.set(name, [...each]);
  looked = [];
  onTestFinished(() => answers.clear());
  return { looked: () => looked };
}
