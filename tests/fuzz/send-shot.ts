import { type Agent, request } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Shot } from "./shots/shot.ts";

export interface Landing {
  /** Undefined where the connection ended without an answer. */
  status: number | undefined;
  /** From when all was sent until the answer began. */
  tookMs: number;
  /** The same without the time in which others had the processors. */
  ownMs: number;
  /** The first words of the answer, for a finding. */
  said: string;
}

/** Where shots go, and how many milliseconds sender and receiver waited for a processor so far. */
export interface Range {
  url: string;
  waitedMs(): number;
}

export const HANG_MS = 5_000;
const MOST_SAID = 300;

/** Sends it and reads what comes back; a stream of events only until it has begun. */
export function sendShot(range: Range, shot: Shot, agent: Agent | false): Promise<Landing> {
  if (shot.manner === "raw") return sendRaw(range, shot);
  return new Promise((resolve) => {
    let watch = startWatch(range);
    const { hostname, port } = new URL(range.url);
    const { method, path, headers, body, manner } = shot;
    const length = body === undefined || manner === "slow" ? {} : { "content-length": body.length };
    const outgoing = request({
      ...{ hostname, port, method, agent },
      path: path.replaceAll(/[^\x21-\x7e]/g, "%20"),
      headers: { ...length, ...printable(headers) },
    });
    let hasHung = false;
    const stopTimer = afterOwnMs(HANG_MS + SLOW_MS, range, () => {
      hasHung = true;
      outgoing.destroy();
      done(undefined, "hangs");
    });
    function done(status: number | undefined, said = "", times = watch()): void {
      stopTimer();
      resolve({ status, ...times, said });
    }
    outgoing.on("error", () => {
      // A connection may be closed at the moment at which it is used again, or, with an answer on its way,
      // while a body that nobody reads is still being sent: only twice in a row is it a fault.
      if (manner !== "whole" || agent === false || hasHung) return done(undefined);
      stopTimer();
      resolve(sendShot(range, shot, false));
    });
    outgoing.on("upgrade", (_, socket) => {
      socket.destroy();
      done(101);
    });
    outgoing.on("response", (incoming) => {
      const times = watch();
      let said = "";
      const end = () => done(incoming.statusCode, said, times);
      incoming.setEncoding("utf8").on("data", (text: string) => {
        if (said.length < MOST_SAID) said += text.slice(0, MOST_SAID);
        if (incoming.headers["content-type"]?.startsWith("text/event-stream")) incoming.destroy();
      });
      incoming.on("close", end);
      incoming.on("error", end);
    });
    void write(body, manner, outgoing).then(() => {
      watch = startWatch(range);
    });
  });
}

function startWatch({ waitedMs }: Range): () => Pick<Landing, "tookMs" | "ownMs"> {
  const [at, waitedBefore] = [performance.now(), waitedMs()];
  return () => {
    const tookMs = performance.now() - at;
    return { tookMs, ownMs: tookMs - (waitedMs() - waitedBefore) };
  };
}

const LOOK_AGAIN_MS = 250;

/** Calls `late` once so much time has gone by in which there were processors. */
function afterOwnMs(limitMs: number, range: Range, late: () => void): () => void {
  const watch = startWatch(range);
  const timer = setInterval(() => {
    if (watch().ownMs < limitMs) return;
    clearInterval(timer);
    late();
  }, LOOK_AGAIN_MS);
  return () => clearInterval(timer);
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

function sendRaw(range: Range, { body }: Shot): Promise<Landing> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(range.url);
    const watch = startWatch(range);
    let said = "";
    const socket = connect(Number(port), hostname, () => socket.end(body ?? ""));
    // Half of them are never whole: that nothing comes is no fault, that it goes on for ever is.
    const stopTimer = afterOwnMs(HANG_MS + SLOW_MS, range, () => socket.destroy());
    socket.setEncoding("latin1").on("data", (text: string) => {
      if (said.length < MOST_SAID) said += text.slice(0, MOST_SAID);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      stopTimer();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(said)?.[1];
      resolve({ status: status === undefined ? undefined : Number(status), ...watch(), said });
    });
  });
}

/** Node writes no header that has other characters. */
function printable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\x20-\x7e]/g, "?")]),
  );
}
