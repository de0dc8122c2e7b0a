import { randomUUID } from "node:crypto";
import type { World } from "../world.ts";
import type { Attempt } from "./delivery.ts";

export interface Posted extends Attempt {
  body: unknown;
}

/** One signed request to the bot, given up after a time. */
export async function post(world: World, activity: object, limitMs: number): Promise<Posted> {
  const at = world.clock.now();
  const begun = performance.now();
  const signal = AbortSignal.timeout(limitMs);
  const done = (outcome: Attempt["outcome"], status?: number, body?: unknown): Posted => {
    const tookMs = performance.now() - begun;
    return { at, tookMs, outcome, status, body };
  };
  if (world.botUrl === undefined) return done("connection_failed");
  const token = world.identity.signToken({ serviceurl: world.serviceUrl, jti: randomUUID() });
  try {
    const response = await fetch(world.botUrl, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        authorization: `Bearer ${token}`,
        "user-agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
      },
      body: JSON.stringify(activity),
      signal,
    });
    const body = parse(await response.text());
    if (response.ok) return done("acknowledged", response.status, body);
    const isTheirs = response.status >= 500 || response.status === 429;
    return done(isTheirs ? "http_error" : "refused", response.status, body);
  } catch {
    return done(signal.aborted ? "timeout" : "connection_failed");
  }
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
