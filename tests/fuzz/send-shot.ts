import { type Agent, request } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Shot } from "./shots/shot.ts";

export interface Landing {
  /** Undefined where the connection ended without an answer. */
  status: number | undefined;
  /** From when all was sent until the answer began. */
  tookMs: number;
  /** The first words of the answer, for a finding. */
  said: string;
}

export const HANG_MS = 5_000;
const MOST_SAID = 300;

/** Sends it and reads what comes back; a stream of events only until it has begun. */
export function sendShot(
  url: string,
  shot: Shot,
  agent: Agent,
  hasRetried = false,
): Promise<Landing> {
  if (shot.manner === "raw") return sendRaw(url, shot);
  return new Promise((resolve) => {
    let sentAt = performance.now();
    const done = (status: number | undefined, said = "") => {
      clearTimeout(timer);
      resolve({ status, tookMs: performance.now() - sentAt, said });
    };
    const { hostname, port } = new URL(url);
    const { method, path, headers, body, manner } = shot;
    const length = body === undefined || manner === "slow" ? {} : { "content-length": body.length };
    const outgoing = request({
      ...{ hostname, port, method, agent },
      path: path.replaceAll(/[^\x21-\x7e]/g, "%20"),
      headers: { ...length, ...printable(headers) },
    });
    const timer = setTimeout(() => {
      outgoing.destroy();
      done(undefined, "hangs");
    }, HANG_MS + SLOW_MS);
    outgoing.on("error", () => {
      // The server may close a connection at the moment at which it is used again.
      if (!outgoing.reusedSocket || manner !== "whole" || hasRetried) return done(undefined);
      clearTimeout(timer);
      resolve(sendShot(url, shot, agent, true));
    });
    outgoing.on("upgrade", (_, socket) => {
      socket.destroy();
      done(101);
    });
    outgoing.on("response", (incoming) => {
      const status = incoming.statusCode;
      const tookMs = performance.now() - sentAt;
      let said = "";
      const end = () => {
        clearTimeout(timer);
        resolve({ status, tookMs, said });
      };
      incoming.setEncoding("utf8").on("data", (text: string) => {
        if (said.length < MOST_SAID) said += text.slice(0, MOST_SAID);
        if (incoming.headers["content-type"]?.startsWith("text/event-stream")) incoming.destroy();
      });
      incoming.on("close", end);
      incoming.on("error", end);
    });
    void write(body, manner, outgoing).then(() => {
      sentAt = performance.now();
    });
  });
}

const SLOW_MS = 2_000;
const PIECES = 5;

async function write(
  body: Buffer | undefined,
  manner: Shot["manner"],
  outgoing: ReturnType<typeof request>,
): Promise<void> {
  if (body === undefined || manner === "whole") {
    outgoing.end(body);
    return;
  }
  if (manner === "aborted") {
    outgoing.write(body.subarray(0, body.length >> 1));
    await sleep(5);
    outgoing.destroy();
    return;
  }
  const size = Math.ceil(body.length / PIECES) || 1;
  for (let at = 0; at < body.length && !outgoing.destroyed; at += size) {
    outgoing.write(body.subarray(at, at + size));
    await sleep(SLOW_MS / PIECES);
  }
  outgoing.end();
}

function sendRaw(url: string, { body }: Shot): Promise<Landing> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const begunAt = performance.now();
    let said = "";
    const socket = connect(Number(port), hostname, () => socket.end(body ?? ""));
    // Half of them are never whole: that nothing comes is no fault, that it goes on for ever is.
    const timer = setTimeout(() => socket.destroy(), HANG_MS + SLOW_MS);
    socket.setEncoding("latin1").on("data", (text: string) => {
      if (said.length < MOST_SAID) said += text.slice(0, MOST_SAID);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      const status = /^HTTP\/1\.1 (\d{3})/.exec(said)?.[1];
      resolve({
        status: status === undefined ? undefined : Number(status),
        tookMs: performance.now() - begunAt,
        said,
      });
    });
  });
}

/** Node writes no header that has other characters. */
function printable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\x20-\x7e]/g, "?")]),
  );
}
