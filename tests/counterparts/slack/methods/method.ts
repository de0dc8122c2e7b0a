import { z } from "zod";
import type { Tier } from "../api/rate-limits.ts";
import { SlackRefusal } from "../api/refusal.ts";
import type { Installation } from "../shapes/app.ts";
import type { World } from "../world.ts";

/** A call whose token and scopes are in order. */
export interface Call {
  world: World;
  method: string;
  installation: Installation;
  basic: { id: string; secret: string } | undefined;
  complain(what: string): void;
}

export interface Method {
  /** Whose token it takes. */
  token: "bot" | "app" | "none";
  /** Any one of them suffices; what depends on the channel is checked when it is known. */
  scopes: string[];
  tier: Tier;
  args: z.ZodObject;
  run(call: Call, args: never): object | Promise<object>;
}

interface Definition<Shape extends z.ZodRawShape> {
  token?: Method["token"];
  scopes?: string[];
  tier: Tier;
  args: Shape;
  run(call: Call, args: z.infer<z.ZodObject<Shape>>): object | Promise<object>;
}

export function method<Shape extends z.ZodRawShape>(definition: Definition<Shape>): Method {
  const { token = "bot", scopes = [], tier, args, run } = definition;
  return { token, scopes, tier, args: z.object(args), run: run as Method["run"] };
}

export function needScope(call: Call, needed: string): void {
  const { scopes } = call.installation;
  call.world.usedScopes.add(needed);
  if (scopes.includes(needed)) return;
  throw new SlackRefusal("missing_scope", { needed, provided: scopes.join(",") });
}

/** `true`, or what a form says for it. */
export const flag = z.preprocess((value) => {
  if (value === "true" || value === "1" || value === 1) return true;
  if (value === "false" || value === "0" || value === 0) return false;
  return value;
}, z.boolean());

export const count = z.preprocess(
  (value) => (typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value),
  z.int().min(0),
);

/** A complex value: JSON text in a form, as it is in JSON. */
export function json<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }, schema);
}

export const text = z.string();
export const ts = z.string().regex(/^\d+\.\d{6}$/, "must be a message's time stamp");

interface Page {
  limit?: number | undefined;
  cursor?: string | undefined;
}

export const paging = { limit: count.optional(), cursor: text.optional() };

/** One page of a list, with Slack's cursor for the next; at most 1000 at a time. */
export function page<T>(all: readonly T[], { limit, cursor }: Page, usual = 100) {
  const size = Math.min(limit === undefined || limit === 0 ? usual : limit, 1_000);
  const start = cursor === undefined || cursor === "" ? 0 : readCursor(cursor);
  const items = all.slice(start, start + size);
  const more = start + size < all.length;
  const next = more ? Buffer.from(`next:${start + size}`).toString("base64") : "";
  return { items, more, response_metadata: { next_cursor: next } };
}

function readCursor(cursor: string): number {
  const [, start] = /^next:(\d+)$/.exec(Buffer.from(cursor, "base64").toString()) ?? [];
  if (start === undefined) throw new SlackRefusal("invalid_cursor");
  return Number(start);
}
