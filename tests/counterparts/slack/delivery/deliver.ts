import type { World } from "../world.ts";
import { type Delivery, type Failure, type Parcel, RETRY_DELAYS_MS } from "./delivery.ts";
import { sendHttp } from "./send-http.ts";
import { sendSocket } from "./send-socket.ts";

const SHUFFLE_MS = 400;
const SECOND_COPY_MS = 50;

/** Brings something to the app: events again and again as Slack does, anything else once. */
export function deliver(world: World, parcel: Parcel): Delivery {
  const delivery: Delivery = {
    id: world.ids.next("Dv"),
    kind: parcel.kind,
    what: parcel.what,
    payload: parcel.payload,
    attempts: [],
    settled: false,
    acknowledged: false,
  };
  world.deliveries.push(delivery);
  if (parcel.kind !== "events_api") {
    void attempt(world, parcel, delivery, 0, undefined);
    return delivery;
  }
  const { chaos } = world;
  const late = world.random() < chaos.late;
  const shuffled = world.random() < chaos.shuffled;
  const twice = world.random() < chaos.twice;
  const start = () => {
    void attempt(world, parcel, delivery, 0, undefined);
    if (twice) setTimeout(() => void sendCopy(world, parcel, delivery), SECOND_COPY_MS).unref();
  };
  if (late) world.clock.after(world.random() * chaos.lateMs, start);
  else if (shuffled) setTimeout(start, world.random() * SHUFFLE_MS);
  else start();
  return delivery;
}

async function attempt(
  world: World,
  parcel: Parcel,
  delivery: Delivery,
  retryNum: number,
  reason: Failure | undefined,
): Promise<void> {
  const sent = await send(world, parcel, delivery, retryNum, reason);
  if (sent.outcome === "acknowledged") {
    delivery.acknowledged = true;
    delivery.settled = true;
    parcel.onAnswer?.(sent.answer);
    return;
  }
  const delayMs = RETRY_DELAYS_MS[retryNum];
  if (parcel.kind !== "events_api" || sent.noRetry || delayMs === undefined) {
    delivery.settled = true;
    parcel.onFailed?.();
    return;
  }
  const failure = sent.outcome;
  world.clock.after(delayMs, () => void attempt(world, parcel, delivery, retryNum + 1, failure));
}

/** As when the acknowledgement was lost on its way back. */
async function sendCopy(world: World, parcel: Parcel, delivery: Delivery): Promise<void> {
  await send(world, parcel, delivery, 1, "http_timeout");
}

async function send(
  world: World,
  parcel: Parcel,
  delivery: Delivery,
  num: number,
  reason: Failure | undefined,
) {
  const at = world.clock.now();
  const begun = performance.now();
  const { requestUrl } = world;
  const via = requestUrl === undefined ? "socket" : "http";
  const sent = await (requestUrl === undefined
    ? sendSocket(world, parcel, { num, reason })
    : sendHttp(world, urlFor(world, parcel, requestUrl), parcel, { num, reason }));
  const { outcome, status } = sent;
  const tookMs = performance.now() - begun;
  delivery.attempts.push({ at, retryNum: num, reason, via, tookMs, outcome, status });
  return sent;
}

/** The one configured URL, unless the manifest names another path for this kind. */
function urlFor(world: World, { kind, what }: Parcel, requestUrl: string): string {
  const { features, settings } = world.app.manifest;
  const commands = features.slash_commands;
  const named =
    kind === "events_api"
      ? settings.event_subscriptions.request_url
      : kind === "interactive"
        ? settings.interactivity?.request_url
        : commands.find(({ command }) => command === what)?.url;
  if (named === undefined || !URL.canParse(named)) return requestUrl;
  return new URL(new URL(named).pathname, requestUrl).href;
}
