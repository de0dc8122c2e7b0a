import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { SocketModeReceiver } from "@slack/bolt";
import type { Logger } from "../../../telemetry/logger.ts";
import { toChatError } from "../show/to-chat-error.ts";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;
/** A connection that held so long was a good one: the next is opened at once. */
const GOOD_MS = 10_000;
const GOODBYE_MS = 2_000;

interface SocketDeps {
  logger: Logger;
  now: () => number;
  /** Each time: what was said before may not have been told. */
  onConnected: () => void;
  onDisconnected: () => void;
}

/**
 * Keeps a Socket Mode connection open until `signal` aborts. Slack closes each after some hours, and
 * sends again what was not acknowledged.
 */
export async function runSocket(
  socket: SocketModeReceiver,
  { logger, now, onConnected, onDisconnected }: SocketDeps,
  signal: AbortSignal,
): Promise<void> {
  const { client } = socket;
  let pauseMs = FIRST_PAUSE_MS;
  let starting: Promise<unknown> = Promise.resolve();
  while (!signal.aborted) {
    const openedAt = now();
    const closed = new Promise<void>((resolve) => client.once("disconnected", () => resolve()));
    try {
      starting = Promise.resolve(socket.start());
      await Promise.race([starting, aborted(signal)]);
      if (signal.aborted) break;
      logger.info("Connected to Slack");
      onConnected();
      await Promise.race([closed, aborted(signal)]);
      onDisconnected();
      if (now() - openedAt >= GOOD_MS) pauseMs = FIRST_PAUSE_MS;
    } catch (error) {
      if (signal.aborted) break;
      logger.error({ error: toChatError(error) }, "Slack cannot be connected to; trying again");
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }
  // While it is still asking for an address it cannot be told to stop: it would connect afterwards.
  const ended = starting.catch(() => undefined).then(() => client.disconnect());
  await Promise.race([ended, sleep(GOODBYE_MS)]);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
