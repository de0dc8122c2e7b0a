import type { Behaviour } from "../behaviour.ts";
import { errorBody, plainRefusal } from "../requests/refused-request.ts";
import type { World } from "../world.ts";
import type { Wire } from "./wire.ts";

type Misbehaviour = Extract<Behaviour, { kind: "status" | "reset" | "garbage" }>;

const BUSY_PAGE = "<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>\n";

/**
 * Replies with what has nothing to do with the request; false where an ordinary reply, perhaps a
 * broken one, is due.
 */
export async function misbehave(
  wire: Wire,
  world: World,
  behaviour: Behaviour | undefined,
): Promise<boolean> {
  switch (behaviour?.kind) {
    case "reset":
      await wire.destroy("reset");
      return true;
    case "status":
      sendStatus(wire, world, behaviour);
      return true;
    case "garbage":
      world.garbage += 1;
      if (world.garbage % 2 === 0) return false;
      wire.begin(200, { "content-type": "text/html; charset=utf-8" });
      wire.end(BUSY_PAGE);
      return true;
    default:
      return false;
  }
}

function sendStatus(
  wire: Wire,
  { style }: World,
  { status, retryAfterSeconds, body }: Extract<Misbehaviour, { kind: "status" }>,
): void {
  wire.begin(status, {
    "content-type": "application/json",
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
  });
  wire.end(body ?? JSON.stringify(errorBody(style, plainRefusal(status))));
}
