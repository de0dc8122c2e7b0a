import { setTimeout as sleep } from "node:timers/promises";
import { ChatError } from "../../chat-error.ts";
import { createLane, type Lane } from "./lane.ts";
import { retryAfterMs, toChatError } from "./to-chat-error.ts";
import { createTurns, type Turns } from "./turns.ts";

/** Calls of a method in one workspace within a minute; Slack promises these as the least. */
const PER_MINUTE = {
  "chat.startStream": 20,
  "chat.appendStream": 100,
  "chat.stopStream": 20,
  "chat.update": 50,
  "chat.delete": 50,
  "chat.postEphemeral": 100,
  "chat.postMessage": 300,
  "conversations.replies": 50,
  "agents.sessions.setStatus": 50,
  "agents.sessions.rename": 50,
  "assistant.threads.setStatus": 600,
  "assistant.threads.setSuggestedPrompts": 100,
  "chat.getPermalink": 200,
  "views.publish": 100,
} as const;

export type PacedMethod = keyof typeof PER_MINUTE;

export interface PacedCall {
  method: PacedMethod;
  teamId: string;
  channel: string;
  /** Of waiting for its turn; 0 for what is left out when it is not its turn now. */
  mostWaitMs?: number;
}

export interface Pace {
  /**
   * Makes a call when its turn has come, and again when Slack asks to wait. Nobody waits for another
   * channel's messages, only for the whole workspace's share of a method.
   * @throws ChatError `rate-limited` when it would wait too long; what else Slack refuses it with
   */
  run<T>(call: PacedCall, send: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** A stream that can also be stopped in time, to be given back when it is; undefined when spent. */
  claimStream(teamId: string): (() => void) | undefined;
  /** How long to let one stream's text gather, so that all that run have their share. */
  appendEveryMs(teamId: string): number;
}

/** More than Slack's minute and second: its clock counts arrivals. */
const MINUTE_MS = 61_000;
const POST_MS = 1_020;
const MOST_WAIT_MS = 60_000;
/** A channel's messages come one by one: who gives up would only stand at the end again. */
const MOST_POST_WAIT_MS = 300_000;
const LEAST_GATHER_MS = 700;
const MOST_TRIES = 4;
/** Messages of their own in a channel. */
const POSTS: ReadonlySet<PacedMethod> = new Set(["chat.postMessage", "chat.startStream"]);

export function createPace(now: () => number = Date.now): Pace {
  const lanes = new Map<string, Lane>();
  const running = new Map<string, number>();
  const channels = new Map<string, Turns>();

  function laneOf(key: string, most: number, windowMs: number): Lane {
    const lane = lanes.get(key) ?? createLane(most, windowMs);
    lanes.set(key, lane);
    return lane;
  }

  function methodLane(method: PacedMethod, teamId: string): Lane {
    return laneOf(`${method}:${teamId}`, PER_MINUTE[method], MINUTE_MS);
  }

  function turnsOf({ teamId, channel }: PacedCall): Turns {
    const key = `${teamId}:${channel}`;
    const turns = channels.get(key) ?? createTurns(POST_MS, now);
    channels.set(key, turns);
    return turns;
  }

  async function takeTurn(call: PacedCall, signal: AbortSignal | undefined): Promise<Lane> {
    const { method, teamId, mostWaitMs = MOST_WAIT_MS } = call;
    const lane = methodLane(method, teamId);
    const turnAt = lane.freeAt(now());
    if (turnAt - now() > mostWaitMs) throw tooMuch(method);
    lane.book(turnAt);
    if (turnAt > now()) await sleep(turnAt - now(), undefined, signal && { signal });
    return lane;
  }

  async function send<T>(
    call: PacedCall,
    sendOnce: () => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      const lane = await takeTurn(call, signal);
      try {
        signal?.throwIfAborted();
        return await sendOnce();
      } catch (error) {
        const waitMs = retryAfterMs(error);
        if (waitMs === undefined) throw toChatError(error);
        if (tried === MOST_TRIES) throw tooMuch(call.method);
        // Slack limits posting by channel, whose turn this is, everything else by workspace.
        if (call.method !== "chat.postMessage") lane.block(now() + waitMs);
        else await sleep(waitMs, undefined, signal && { signal });
      }
    }
  }

  return {
    async run(call, sendOnce, signal) {
      if (!POSTS.has(call.method)) return send(call, sendOnce, signal);
      const turns = turnsOf(call);
      if (turns.waitMs() > (call.mostWaitMs ?? MOST_POST_WAIT_MS)) throw tooMuch(call.method);
      return turns.run(() => send(call, sendOnce, signal), signal);
    },
    claimStream(teamId) {
      const count = running.get(teamId) ?? 0;
      const stops = methodLane("chat.stopStream", teamId);
      // One that runs has to be stopped within the same limit.
      const isSpent = count >= stops.left(now());
      if (isSpent || methodLane("chat.startStream", teamId).freeAt(now()) > now()) return undefined;
      running.set(teamId, count + 1);
      return () => running.set(teamId, (running.get(teamId) ?? 1) - 1);
    },
    appendEveryMs(teamId) {
      const count = running.get(teamId) ?? 1;
      return Math.max(LEAST_GATHER_MS, (count * MINUTE_MS) / PER_MINUTE["chat.appendStream"]);
    },
  };
}

function tooMuch(method: PacedMethod): ChatError {
  return new ChatError("rate-limited", `Slack allows no more of ${method} for now.`);
}
