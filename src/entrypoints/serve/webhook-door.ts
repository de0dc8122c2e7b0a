import { type Context, Hono } from "hono";
import { limitBody } from "../../chat/web/limit-body.ts";
import type { SourcesDeps } from "../../sources/sources-deps.ts";
import { receiveWebhook } from "../../sources/webhooks.ts";

const MAX_BODY_BYTES = 1_000_000;

/**
 * Where sources report by themselves: `POST /webhooks/<source>`. Each request is judged by its
 * signature, whichever name or tunnel it came through; nobody learns which sources there are.
 */
export function createWebhookDoor(deps: SourcesDeps): Hono {
  const door = new Hono();
  const tooLarge = (c: Context) => c.text("Too large.\n", 413);
  door.post("/webhooks/:source", limitBody(MAX_BODY_BYTES, tooLarge), async (c) => {
    const { headers } = c.req.raw;
    const body = await c.req.text().catch(() => undefined);
    // Whoever sent it is gone.
    if (body === undefined) return c.text("It broke off.\n", 400);
    const type = await receiveWebhook({ source: c.req.param("source"), headers, body }, deps);
    return type === "refused" ? c.text("Refused.\n", 401) : c.text("Taken.\n", 200);
  });
  door.notFound((c) => c.text("Nothing is here.\n", 404));
  door.onError((error, c) => {
    deps.logger.error({ err: error }, "a webhook could not be taken");
    return c.text("Try again later.\n", 500);
  });
  return door;
}
