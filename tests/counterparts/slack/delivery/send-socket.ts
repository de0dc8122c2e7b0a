import type { World } from "../world.ts";
import type { Failure, Parcel } from "./delivery.ts";
import type { Sent } from "./send-http.ts";

const NOBODY_LISTENS: Sent = {
  outcome: "connection_failed",
  status: undefined,
  answer: undefined,
  noRetry: false,
};

/** One envelope over a socket, and its acknowledgement. */
export async function sendSocket(
  world: World,
  { kind, payload, onAnswer }: Parcel,
  retry: { num: number; reason: Failure | undefined },
): Promise<Sent> {
  const again = { retry_attempt: retry.num, retry_reason: retry.reason ?? "" };
  const exchange = world.sockets.send(
    {
      envelope_id: crypto.randomUUID(),
      type: kind,
      payload,
      accepts_response_payload: onAnswer !== undefined,
      ...(kind === "events_api" ? again : {}),
    },
    world.ackLimitMs,
  );
  if (exchange === undefined) return NOBODY_LISTENS;
  if (kind === "events_api" && world.random() < world.chaos.socketLost) world.sockets.drop(1);
  const ack = await exchange;
  if (ack.ok) {
    const { answer } = ack;
    return { outcome: "acknowledged", status: undefined, answer, noRetry: false };
  }
  return ack.reason === "timeout" ? { ...NOBODY_LISTENS, outcome: "http_timeout" } : NOBODY_LISTENS;
}
