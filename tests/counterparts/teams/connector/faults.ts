import type { CallKind, Fault } from "../shapes/call.ts";
import type { World } from "../world.ts";

/** The fault that is due for a call of this kind; each is met once. */
export function takeFault(world: World, kind: CallKind): Fault | undefined {
  for (const fault of world.faults) if (fault.kind === kind) fault.nth -= 1;
  const due = world.faults.find((fault) => fault.kind === kind && fault.nth <= 0);
  world.faults = world.faults.filter((fault) => fault !== due);
  return due;
}
