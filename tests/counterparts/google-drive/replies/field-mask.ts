import type { Shape } from "./known-fields.ts";
import { Refusal } from "./refusal.ts";

/** What is asked for, by name; `true`: all of it. */
export type Mask = true | ReadonlyMap<string, Mask>;

/** Reads `files(id,owners/displayName),nextPageToken`; only names of the shape may stand in it. @throws Refusal */
export function parseMask(text: string, shape: Shape): Mask {
  const tokens = text.match(/[(),/]|[^(),/\s]+|\s+/g)?.filter((token) => token.trim() !== "") ?? [];
  let at = 0;

  function list(of: Shape | true): Mask {
    const found = new Map<string, Mask>();
    let isAll = false;
    do {
      const name = tokens[at] ?? "";
      at += 1;
      const below = of === true ? true : name === "*" ? of : of[name];
      if (below === undefined || /^[(),/]?$/.test(name)) throw badMask(name === "" ? text : name);
      const mask = rest(below);
      if (name === "*") isAll ||= mask === true;
      else found.set(name, merge(found.get(name), mask));
    } while (tokens[at] === "," && ++at > 0);
    return isAll ? true : found;
  }

  /** What follows a name: nothing, `/name`, or names in brackets. */
  function rest(of: Shape | true): Mask {
    if (tokens[at] === "/") {
      at += 1;
      const name = tokens[at] ?? "";
      const below = of === true ? true : name === "*" ? of : of[name];
      if (below === undefined || /^[(),/]?$/.test(name)) throw badMask(name === "" ? text : name);
      at += 1;
      const mask = rest(below);
      return name === "*" ? mask : new Map([[name, mask]]);
    }
    if (tokens[at] !== "(") return true;
    at += 1;
    const inside = list(of);
    if (tokens[at] !== ")") throw badMask(text);
    at += 1;
    return inside;
  }

  if (tokens.length === 0) return new Map();
  const mask = list(shape);
  if (at < tokens.length) throw badMask(text);
  return mask;
}

function merge(one: Mask | undefined, other: Mask): Mask {
  if (one === undefined) return other;
  if (one === true || other === true) return true;
  const all = new Map(one);
  for (const [name, mask] of other) all.set(name, merge(all.get(name), mask));
  return all;
}

/** Whether a name is asked for, and what of it. */
export function maskOf(mask: Mask, name: string): Mask | undefined {
  return mask === true ? true : mask.get(name);
}

/** What of a value is asked for; lists are looked through. */
export function project(value: unknown, mask: Mask): unknown {
  if (mask === true || value === undefined) return value;
  if (Array.isArray(value)) return value.map((one) => project(one, mask));
  if (typeof value !== "object" || value === null) return value;
  const found: Record<string, unknown> = {};
  for (const [name, below] of mask) {
    const part = (value as Record<string, unknown>)[name];
    if (part !== undefined) found[name] = project(part, below);
  }
  return found;
}

function badMask(name: string): Refusal {
  return new Refusal(400, `Invalid field selection ${name}`, {
    reason: "invalidParameter",
    location: "fields",
  });
}
