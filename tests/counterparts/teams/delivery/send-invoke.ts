import type { World } from "../world.ts";
import type { Activity } from "./activity.ts";
import type { InvokeAnswer } from "./invoke-answer.ts";
import { post } from "./post.ts";

const WENT_WRONG = "Something went wrong. Please try again.";

/** Asks the bot at once; an invoke is never sent again. */
export async function sendInvoke(world: World, activity: Activity): Promise<InvokeAnswer> {
  const what = String(activity.name);
  const { body, ...sent } = await post(world, activity, world.limits.invokeMs);
  const acknowledged = sent.outcome === "acknowledged";
  world.deliveries.push({ what, activity, attempts: [sent], settled: true, acknowledged });
  if (!acknowledged) world.complaints.push(`${what}: ${sent.outcome} ${sent.status ?? ""}`.trim());
  return { status: sent.status, body, toast: acknowledged ? undefined : WENT_WRONG };
}
