import { METHODS } from "../methods/all-methods.ts";
import type { World } from "../world.ts";
import { findCaller } from "./find-caller.ts";
import { spend } from "./rate-limits.ts";
import type { ReadRequest } from "./read-arguments.ts";
import { refuseWith, SlackRefusal } from "./refusal.ts";

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: Record<string, unknown>;
}

/** Bolt puts it into every call. */
const ALWAYS_ALLOWED = "team_id";

/** Errors that no app should ever provoke by what it sends. */
const BLUNDERS = /^invalid_(arguments|blocks|chunks|metadata|form)|^msg_too_long|^no_text/;

/** Runs one method, and keeps what was asked and what came of it. */
export async function callMethod(world: World, name: string, read: ReadRequest): Promise<Reply> {
  const complain = (what: string) => world.complaints.push(`${name}: ${what}`);
  const record = { at: world.clock.now(), method: name, teamId: undefined as string | undefined };
  const entry = { ...record, args: read.args, outcome: "ok" };
  world.calls.push(entry);
  try {
    const method = METHODS[name];
    if (method === undefined) {
      complain("there is no such method here");
      throw new SlackRefusal("unknown_method", { req_method: name });
    }
    const installation = findCaller(world, method, read.token);
    entry.teamId = installation.teamId;
    const unknown = Object.keys(read.args).filter(
      (key) => !(key in method.args.shape) && key !== ALWAYS_ALLOWED,
    );
    for (const key of unknown) complain(`unknown argument ${key}`);
    const channel = String(read.args.channel ?? "");
    const asked = { tier: method.tier, method: name, teamId: installation.teamId, channel };
    const waitSeconds = spend(world.rateLimits, world.spent, { ...asked, at: world.clock.now() });
    if (waitSeconds !== undefined) {
      entry.outcome = "ratelimited";
      const headers = { "retry-after": String(waitSeconds) };
      return { status: 429, headers, body: { ok: false, error: "ratelimited" } };
    }
    const args = method.args.safeParse(read.args);
    if (!args.success) {
      const problems = args.error.issues.map(
        ({ message, path }) => `[ERROR] ${message} [json-pointer:/${path.join("/")}]`,
      );
      throw refuseWith("invalid_arguments", problems);
    }
    await world.onCall?.(name, read.args);
    const call = { world, method: name, installation, basic: read.basic, complain };
    const body = await method.run(call, args.data as never);
    return {
      status: 200,
      ...(method.token === "bot"
        ? { headers: { "x-oauth-scopes": installation.scopes.join(",") } }
        : {}),
      body: { ok: true, ...body },
    };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    entry.outcome = error.error;
    if (BLUNDERS.test(error.error))
      complain(`${error.error} ${JSON.stringify(error.extra.errors ?? "")}`);
    return { status: 200, body: { ok: false, error: error.error, ...error.extra } };
  }
}
