import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

const PING_EVERY_MS = 5_000;
/** How long a client has to answer a close frame. */
const GOODBYE_MS = 200;

export interface SocketEnvelope {
  envelope_id: string;
  type: string;
  payload: unknown;
  accepts_response_payload: boolean;
  retry_attempt?: number;
  retry_reason?: string;
}

export type SocketAck = { ok: true; answer: unknown } | { ok: false; reason: "timeout" | "closed" };

/** Slack's end of Socket Mode. */
export interface SocketHub {
  /** A URL that lets one connection in. */
  invite(): string;
  /** How many are open. */
  size(): number;
  /** Sends over one of the connections, in turn; undefined where none is open. */
  send(envelope: SocketEnvelope, ackLimitMs: number): Promise<SocketAck> | undefined;
  /** Tells every connection, or one, that it will be closed, and closes it as Slack does. */
  disconnect(reason: "warning" | "refresh_requested" | "link_disabled"): void;
  /** Breaks connections off without a word; all of them, or as many as given. */
  drop(howMany?: number): void;
  close(): Promise<void>;
}

interface Link {
  socket: WebSocket;
  waiting: Map<string, (ack: SocketAck) => void>;
}

export async function openSocketHub(appId: string): Promise<SocketHub> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link/`;
  const tickets = new Set<string>();
  const links: Link[] = [];
  let turn = 0;
  server.on("connection", (socket, request) => {
    const ticket = new URL(request.url ?? "/", url).searchParams.get("ticket") ?? "";
    if (!tickets.delete(ticket)) return socket.close(1008, "ticket unknown or used");
    const link: Link = { socket, waiting: new Map() };
    links.push(link);
    const ping = setInterval(() => socket.ping(), PING_EVERY_MS);
    socket.on("message", (data) => takeAck(link, String(data)));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      clearInterval(ping);
      links.splice(links.indexOf(link), 1);
      for (const settle of link.waiting.values()) settle({ ok: false, reason: "closed" });
    });
    write(socket, {
      type: "hello",
      num_connections: links.length,
      connection_info: { app_id: appId },
      debug_info: { host: "applink-test", approximate_connection_time: 18_060 },
    });
  });
  return {
    invite() {
      const ticket = crypto.randomUUID();
      tickets.add(ticket);
      return `${url}?ticket=${ticket}&app_id=${appId}`;
    },
    size: () => links.length,
    send(envelope, ackLimitMs) {
      const link = links[turn % Math.max(1, links.length)];
      turn += 1;
      return link === undefined ? undefined : exchange(link, envelope, ackLimitMs);
    },
    disconnect(reason) {
      for (const { socket } of links) {
        write(socket, { type: "disconnect", reason, debug_info: { host: "applink-test" } });
        if (reason !== "warning") socket.close(1000, reason);
      }
    },
    drop(howMany = links.length) {
      for (const { socket } of links.slice(0, howMany)) socket.terminate();
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const { socket } of links) socket.close(1001);
      const terminate = () => {
        for (const { socket } of [...links]) socket.terminate();
      };
      setTimeout(terminate, GOODBYE_MS).unref();
      await closed;
    },
  };
}

function write(socket: WebSocket, message: object): void {
  socket.send(JSON.stringify(message));
}

function takeAck(link: Link, data: string): void {
  const { envelope_id: id, payload } = JSON.parse(data) as {
    envelope_id?: string;
    payload?: unknown;
  };
  if (id !== undefined) link.waiting.get(id)?.({ ok: true, answer: payload });
}

function exchange(link: Link, envelope: SocketEnvelope, ackLimitMs: number): Promise<SocketAck> {
  return new Promise((resolve) => {
    const settle = (ack: SocketAck) => {
      clearTimeout(timer);
      link.waiting.delete(envelope.envelope_id);
      resolve(ack);
    };
    const timer = setTimeout(() => settle({ ok: false, reason: "timeout" }), ackLimitMs);
    link.waiting.set(envelope.envelope_id, settle);
    write(link.socket, envelope);
  });
}
