import { once } from "node:events";
import { createServer } from "node:http";
import type { App } from "../../../app.ts";
import { type AccessRequest, requestAccess } from "../../../sources/secrets/request-access.ts";
import { AdminError } from "../../../sources/sources-deps.ts";
import { OperationError } from "../../operation-error.ts";

export const DEFAULT_OAUTH_PORT = 3459;
const PATH = "/oauth/callback";
const PATIENCE_MS = 10 * 60_000;

interface AccessFlags {
  kind: string;
  settings: Record<string, string>;
  port: number;
}

/**
 * Shows a link, waits until the admin's browser comes back from the vendor to this machine, and
 * gives the secret to keep. @throws AdminError or OperationError
 */
export async function waitForAccess(
  { kind, settings, port }: AccessFlags,
  app: App,
): Promise<string> {
  const redirectUri = `http://localhost:${port}${PATH}`;
  const request = requestAccess({ kind, settings, redirectUri }, app.administering);
  const waiting = AbortSignal.timeout(PATIENCE_MS);
  const listening = await listen(request, port, waiting);
  process.stderr.write(
    `Open this link, allow access, and come back here (the app's redirect address is ${redirectUri}):\n${request.url}\n`,
  );
  try {
    return await listening.secret;
  } finally {
    listening.close();
  }
}

async function listen(request: AccessRequest, port: number, signal: AbortSignal) {
  const { promise: secret, resolve, reject } = Promise.withResolvers<string>();
  secret.catch(() => undefined);
  signal.addEventListener("abort", () =>
    reject(new AdminError("Nobody allowed access within 10 minutes: begin again.")),
  );
  const server = createServer(async (incoming, response) => {
    // Whoever is on this machine may send anything, such as a path that is no address.
    const address = URL.parse(incoming.url ?? "/", "http://localhost");
    response.setHeader("content-type", "text/plain; charset=utf-8");
    response.setHeader("connection", "close");
    if (incoming.method !== "GET" || address?.pathname !== PATH) {
      response.writeHead(404).end("Nothing is here.\n");
      return;
    }
    const { searchParams } = address;
    if (!request.isReply(searchParams)) {
      response.writeHead(400).end("This answers another request: open the link shown last.\n");
      return;
    }
    try {
      const text = await request.finish(searchParams, signal);
      response.end("Footnote has access. You can close this page.\n");
      resolve(text);
    } catch (error) {
      response.writeHead(400).end(`${(error as Error).message}\n`);
      reject(error);
    }
  });
  server.listen(port, "localhost");
  try {
    await once(server, "listening");
  } catch (cause) {
    const message = `Port ${port} is taken: give another with --oauth-port, and register it with the app.`;
    throw new OperationError(message, { cause });
  }
  return { secret, close: () => server.close() };
}
