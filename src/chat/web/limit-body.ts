import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";

/**
 * No body longer than that comes further. One of unknown length is read for it, and is answered with 400
 * where its sender is gone before all of it came: that is no fault of ours.
 */
export function limitBody(
  maxSize: number,
  tooLarge: (c: Context) => Response | never,
): MiddlewareHandler {
  const limit = bodyLimit({ maxSize, onError: tooLarge });
  return async (c, next) => {
    let isWhole = false;
    const go = () => {
      isWhole = true;
      return next();
    };
    try {
      return await limit(c, go);
    } catch (error) {
      if (isWhole || error instanceof HTTPException) throw error;
      return c.text("It broke off.\n", 400);
    }
  };
}
