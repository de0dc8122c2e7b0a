import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import type { WebConversation } from "../../src/chat/chat-platform.ts";
import { guardLocal } from "../../src/chat/web/guard-local.ts";
import { createWebChat } from "../../src/chat/web/web-chat.ts";

export interface StartedChat {
  port: number;
  address: string;
  /** What was logged, one object a line. */
  logged: Record<string, unknown>[];
}

/** Serves the web chat over real HTTP until the test ends. */
export async function startChat(
  conversation: WebConversation,
  options: { heartbeatMs?: number; streams?: boolean } = {},
): Promise<StartedChat> {
  const logged: Record<string, unknown>[] = [];
  const logger = pino({}, { write: (line) => logged.push(JSON.parse(line)) });
  let chat: Hono | undefined;
  const server = createServer(
    getRequestListener(async (request) => (await chat?.fetch(request)) ?? new Response()),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  chat = createWebChat({ conversation, logger, guard: guardLocal({ port }), ...options });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port, address: `http://127.0.0.1:${port}`, logged };
}

/** One browser: keeps its cookie and speaks as the page does. */
export class Browser {
  readonly #chat: StartedChat;
  cookie = "";

  constructor(chat: StartedChat) {
    this.#chat = chat;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { "Sec-Fetch-Site": "same-origin", Cookie: this.cookie, ...init.headers };
    const response = await fetch(`${this.#chat.address}${path}`, { ...init, headers });
    const set = response.headers.get("set-cookie");
    if (set !== null) this.cookie = set.split(";")[0] ?? "";
    return response;
  }

  async post(path: string, body: unknown): Promise<Response> {
    return this.fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  /** Asks and returns the answer's id. */
  async ask(text: string, threadId = "thread-0001", messageId = crypto.randomUUID()) {
    const response = await this.post("/api/questions", { messageId, threadId, text });
    const { answerId } = (await response.json()) as { answerId: string };
    return answerId;
  }
}

export interface ReceivedEvent {
  id: number;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire, looked at by the test
  data: any;
}

/** Reads server-sent events until `enough` says so or the stream ends. */
export async function readEvents(
  response: Response,
  enough: (events: ReceivedEvent[]) => boolean = () => false,
): Promise<ReceivedEvent[]> {
  const events: ReceivedEvent[] = [];
  let text = "";
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  while (reader && !enough(events)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(block) ?? [];
      if (data !== undefined) events.push({ id: Number(id), data: JSON.parse(data) });
    }
  }
  await reader?.cancel();
  return events;
}
