import { onTestFinished } from "vitest";
import type { App } from "../../src/app.ts";
import { openChats } from "../../src/entrypoints/serve/run-chats.ts";
import { runRequestedSyncs } from "../../src/entrypoints/serve/run-requested-syncs.ts";
import { serve } from "../counterparts/shared/serve.ts";

/** All chats of an application, and the syncs that are asked for there, until stopped. */
export async function serveChats(app: App) {
  const chats = await openChats(app);
  const stopping = new AbortController();
  const running = Promise.all([
    chats.run(stopping.signal),
    runRequestedSyncs(app, stopping.signal),
  ]);
  return {
    receive: (request: Request) => chats.receive(request),
    /** Whether every platform that connects by itself knows that it is. */
    isConnected: () => chats.connections().every(({ isConnected }) => isConnected),
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}

type Receive = (request: Request) => Promise<Response> | undefined;

/** Serves what a platform receives over HTTP until the test ends; gives the address. */
export async function openWebDoor(receive: Receive | undefined): Promise<string> {
  const server = await serve(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const headers = new Headers(incoming.headers as Record<string, string>);
    const request = new Request(`http://127.0.0.1${incoming.url}`, {
      method: incoming.method ?? "GET",
      headers,
      ...(incoming.method === "POST" ? { body: Buffer.concat(chunks) } : {}),
    });
    const response = await receive?.(request);
    outgoing.writeHead(response?.status ?? 404, Object.fromEntries(response?.headers ?? []));
    outgoing.end(await response?.text());
  });
  onTestFinished(server.close);
  return server.url;
}
