import type { World } from "../world.ts";
import type { Activity } from "./activity.ts";
import { type Delivery, RETRY_DELAYS_MS } from "./delivery.ts";
import { post } from "./post.ts";

const SHUFFLE_MS = 400;
const SECOND_COPY_MS = 50;

/** Brings an activity to the bot: again and again where it fails, as long as Teams goes on. */
export function deliver(world: World, activity: Activity): Delivery {
  const { channelData, type } = activity as { type: string; channelData?: { eventType?: string } };
  const delivery: Delivery = {
    what: channelData?.eventType ?? type,
    activity,
    attempts: [],
    settled: false,
    acknowledged: false,
  };
  world.deliveries.push(delivery);
  const { chaos } = world;
  const late = world.random() < chaos.late;
  const shuffled = world.random() < chaos.shuffled;
  const twice = world.random() < chaos.twice;
  const start = () => {
    void attempt(world, delivery, 0);
    if (twice) setTimeout(() => void sendCopy(world, delivery), SECOND_COPY_MS).unref();
  };
  if (late) world.clock.after(world.random() * chaos.lateMs, start);
  else if (shuffled) setTimeout(start, world.random() * SHUFFLE_MS);
  else start();
  return delivery;
}

async function attempt(world: World, delivery: Delivery, number: number): Promise<void> {
  const { body, ...sent } = await post(world, delivery.activity, world.limits.ackMs);
  delivery.attempts.push(sent);
  // Nobody is to hear it, so nobody ever will.
  const delayMs = world.botUrl === undefined ? undefined : RETRY_DELAYS_MS[number];
  if (sent.outcome === "acknowledged" || sent.outcome === "refused" || delayMs === undefined) {
    delivery.acknowledged = sent.outcome === "acknowledged";
    delivery.settled = true;
    return;
  }
  world.clock.after(delayMs, () => void attempt(world, delivery, number + 1));
}

/** As when the acknowledgement was lost on its way back. */
async function sendCopy(world: World, delivery: Delivery): Promise<void> {
  const { body, ...sent } = await post(world, delivery.activity, world.limits.ackMs);
  delivery.attempts.push(sent);
}
