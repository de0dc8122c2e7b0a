import { setTimeout as wait } from "node:timers/promises";
import type { CallKind } from "../shapes/call.ts";
import type { World } from "../world.ts";
import { takeFault } from "./faults.ts";
import { Refusal } from "./refusal.ts";

/** The header by which the server knows that it has to cut the connection. */
export const CUT = "x-counterpart-cut";

/** Does what a call is for, unless a fault is planned for it. */
export async function meetFault(
  world: World,
  kind: CallKind,
  run: () => Response,
): Promise<Response> {
  const fault = takeFault(world, kind);
  if (fault === undefined) return run();
  switch (fault.what) {
    case "before":
      return cut();
    case "after":
      run();
      return cut();
    case "slow":
      await wait(fault.ms);
      return run();
    case 429:
      throw new Refusal(429, "Throttled", "Too many requests.", fault.ms);
    case 412:
      throw new Refusal(412, "PreconditionFailed", "Precondition failed, please try again.");
    default:
      throw new Refusal(fault.what, "ServiceError", "The service failed.");
  }
}

function cut(): Response {
  return new Response(null, { status: 599, headers: { [CUT]: "1" } });
}
