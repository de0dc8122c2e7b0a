import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../../../telemetry/logger.ts";
import { ChatError, isPassing } from "../../chat-error.ts";
import type { ConversationAddress, OutgoingActivity } from "../connect/teams-connector.ts";
import { isCancelled, isCompleted, mayHaveArrived } from "./refusal.ts";
import { sendFitting } from "./send-fitting.ts";
import type { Sender } from "./send-once.ts";

/** Teams takes one request of a stream a second, its end among them, and counts arrivals. */
export const EVERY_MS = 1_100;

/** Teams' own streaming: requests that write one message, which a last one ends. */
export interface Stream {
  /** Undefined before the first request was taken. */
  readonly id: string | undefined;
  /** When its last request was answered, or left out. */
  readonly lastAt: number;
  /** One request; `left-out`: it would have had to wait, `stopped`: the person pressed stop. */
  push(
    kind: "informative" | "streaming",
    words: Pick<OutgoingActivity, "text" | "textFormat">,
  ): Promise<"taken" | "left-out" | "stopped" | "refused">;
}

interface StreamDeps extends Sender {
  logger: Logger;
  now(): number;
}

type StreamInfo =
  | { streamType: "informative" | "streaming"; streamSequence: number; streamId?: string }
  | { streamType: "final"; streamId: string };

export function createStream(
  to: ConversationAddress,
  { connector, pace, logger, now }: StreamDeps,
  signal: AbortSignal,
): Stream {
  let id: string | undefined;
  let sequence = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    get id() {
      return id;
    },
    get lastAt() {
      return lastAt;
    },
    async push(streamType, words) {
      const streamId = id === undefined ? {} : { streamId: id };
      const info = { streamType, streamSequence: sequence + 1, ...streamId };
      const activity = withInfo({ type: "typing", ...words }, info);
      const options = { signal, isOptional: id !== undefined };
      try {
        const given = await pace.run(to, () => connector.send(to, activity), options);
        sequence += 1;
        id ??= given;
        return "taken";
      } catch (error) {
        if (!(error instanceof ChatError)) throw error;
        if (isCancelled(error)) return "stopped";
        if (error.code === "rate-limited") return "left-out";
        if (mayHaveArrived(error)) {
          sequence += 1;
          return "taken";
        }
        logger.info({ error }, "Teams did not take a piece of a stream");
        return "refused";
      } finally {
        lastAt = now();
      }
    },
  };
}

/** A stream that is to have its end. */
export interface Ending {
  to: ConversationAddress;
  id: string;
  /** When its last request was answered; undefined where nobody knows: then it may be now. */
  lastAt: number | undefined;
  signal?: AbortSignal;
}

/**
 * Ends a stream with the first of several versions that Teams takes. `over`: it had its end already,
 * `stopped`: the person pressed stop. @throws ChatError where it is worth another try
 */
export async function endStream(
  { to, id, lastAt, signal }: Ending,
  versions: readonly OutgoingActivity[],
  { connector, pace, logger, now }: StreamDeps,
): Promise<"taken" | "stopped" | "over" | "refused"> {
  const waitMs = (lastAt ?? now()) + EVERY_MS - now();
  if (waitMs > 0) await sleep(waitMs, undefined, signal && { signal });
  const end = (activity: OutgoingActivity) => {
    const final = withInfo(activity, { streamType: "final", streamId: id });
    return pace.run(to, () => connector.send(to, final), signal && { signal });
  };
  try {
    await sendFitting(versions, end);
    return "taken";
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    if (isCancelled(error)) return "stopped";
    if (isCompleted(error)) return "over";
    logger.info({ error }, "Teams did not take the end of a stream");
    return "refused";
  }
}

/** What makes an activity one of a stream's. */
function withInfo(activity: OutgoingActivity, info: StreamInfo): OutgoingActivity {
  const entities = [{ type: "streaminfo", ...info }, ...(activity.entities ?? [])];
  return { ...activity, entities };
}
