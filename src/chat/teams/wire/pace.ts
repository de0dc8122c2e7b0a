import { setTimeout as sleep } from "node:timers/promises";
import { ChatError } from "../../chat-error.ts";
import type { ConversationAddress } from "../connect/teams-connector.ts";
import { refusalOf } from "../connect/to-chat-error.ts";

type Window = readonly [windowMs: number, most: number];

/** What Teams allows a bot in one conversation: a chat, or a channel with all its threads. */
const IN_CONVERSATION: readonly Window[] = [
  [1_000, 7],
  [2_000, 8],
  [30_000, 60],
  [3_600_000, 1_800],
];
/** Half of what it allows an app in one tenant: rosters are asked for as well. */
const IN_TENANT: readonly Window[] = [[1_000, 25]];
/** Its clock counts arrivals. */
const MARGIN_MS = 50;
/** Typing signs and pieces of a stream leave so much of an hour to what has to be said. */
const KEPT_FOR_MESSAGES = 0.25;
const MOST_TRIES = 6;
const FIRST_WAIT_MS = 2_000;
const MOST_LANES = 2_000;
const HOUR_MS = 3_600_000;

export interface PaceOptions {
  signal?: AbortSignal | undefined;
  /** It is left out where it would have to wait. */
  isOptional?: boolean;
}

/** One for all that is shown in this process. */
export interface Pace {
  /**
   * Makes a call when its turn has come, one after the other in each conversation, and again when
   * Teams asked to wait. @throws ChatError `rate-limited` for what is left out or asked to wait too often
   */
  run<T>(
    to: Pick<ConversationAddress, "tenantId" | "conversationId">,
    call: () => Promise<T>,
    options?: PaceOptions,
  ): Promise<T>;
}

interface Lane {
  /** When calls were made, oldest first. */
  times: number[];
  blockedUntil: number;
  /** Settles when everybody who came so far had their turn. */
  last: Promise<void>;
  waiting: number;
}

export function createPace(now: () => number = Date.now): Pace {
  const conversations = new Map<string, Lane>();
  const tenants = new Map<string, Lane>();

  function freeAt(conversation: Lane, tenant: Lane, isOptional: boolean): number {
    const share = isOptional ? 1 - KEPT_FOR_MESSAGES : 1;
    return Math.max(
      laneFreeAt(conversation, IN_CONVERSATION, now(), share),
      laneFreeAt(tenant, IN_TENANT, now(), share),
    );
  }

  async function attempt<T>(
    lanes: { conversation: Lane; tenant: Lane },
    call: () => Promise<T>,
    { signal, isOptional = false }: PaceOptions,
  ): Promise<T> {
    const { conversation, tenant } = lanes;
    for (let tried = 1; ; tried += 1) {
      // Others may have taken the tenant's turn while this one waited.
      for (;;) {
        const waitMs = freeAt(conversation, tenant, isOptional) - now();
        if (waitMs <= 0) break;
        if (isOptional) throw tooMuch();
        await sleep(waitMs, undefined, signal && { signal });
      }
      signal?.throwIfAborted();
      tenant.times.push(now());
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof ChatError) || error.code !== "rate-limited") throw error;
        const asked = refusalOf(error)?.retryAfterMs;
        conversation.blockedUntil = now() + (asked ?? FIRST_WAIT_MS * 2 ** (tried - 1));
        if (isOptional || tried === MOST_TRIES) throw error;
      } finally {
        // By then it has arrived, whenever it left.
        conversation.times.push(now());
      }
    }
  }

  return {
    async run({ tenantId, conversationId }, call, options = {}) {
      const [room = ""] = conversationId.split(";messageid=");
      const conversation = laneOf(conversations, `${tenantId} ${room}`, now());
      const tenant = laneOf(tenants, tenantId, now());
      if (options.isOptional && conversation.waiting > 0) throw tooMuch();
      const before = conversation.last;
      const ended = Promise.withResolvers<void>();
      conversation.last = before.then(() => ended.promise);
      conversation.waiting += 1;
      try {
        await before;
        return await attempt({ conversation, tenant }, call, options);
      } finally {
        conversation.waiting -= 1;
        ended.resolve();
      }
    },
  };
}

function laneOf(lanes: Map<string, Lane>, key: string, now: number): Lane {
  const known = lanes.get(key);
  if (known !== undefined) return known;
  if (lanes.size >= MOST_LANES) {
    for (const [one, { waiting, times }] of lanes) {
      if (waiting === 0 && (times.at(-1) ?? 0) < now - HOUR_MS) lanes.delete(one);
    }
  }
  const lane: Lane = { times: [], blockedUntil: 0, last: Promise.resolve(), waiting: 0 };
  lanes.set(key, lane);
  return lane;
}

function laneFreeAt(lane: Lane, windows: readonly Window[], now: number, share: number): number {
  const longestMs = Math.max(...windows.map(([windowMs]) => windowMs));
  lane.times = lane.times.filter((at) => at > now - longestMs - MARGIN_MS);
  const freed = windows.map(([windowMs, most]) => {
    const oldest = lane.times.at(-Math.max(1, Math.floor(most * share)));
    return oldest === undefined ? 0 : oldest + windowMs + MARGIN_MS;
  });
  return Math.max(now, lane.blockedUntil, ...freed);
}

function tooMuch(): ChatError {
  return new ChatError("rate-limited", "Teams allows no more in this conversation for now.");
}
