import { deliver } from "../delivery/deliver.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { findUser } from "../state/users.ts";
import type { World } from "../world.ts";
import { interaction } from "./payload.ts";

/** An interaction that Slack would deliver but no screen offers: whatever fields somebody crafts. */
export function forge(
  world: World,
  who: string,
  type: "block_actions" | "view_submission" | "message_action" | "shortcut",
  fields: Record<string, unknown>,
): Promise<Delivery> {
  const payload = { ...interaction(world, findUser(world, who), type), ...fields };
  return new Promise((resolve) => {
    const delivery = deliver(world, {
      kind: "interactive",
      what: type,
      payload,
      onAnswer: () => resolve(delivery),
      onFailed: () => resolve(delivery),
    });
  });
}
