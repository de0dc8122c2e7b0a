import type { Audience } from "./audience.ts";

/**
 * Whether each person of an audience is one of those whom a text was written for: they hold all
 * principals of one of its lists. An empty list is nobody's, and so is an empty audience.
 */
export function isWrittenFor(audience: Audience, lists: readonly (readonly string[])[]): boolean {
  if (audience.length === 0) return false;
  return audience.every((person) => {
    const held = new Set([...person, "public"]);
    return lists.some((list) => list.length > 0 && list.every((principal) => held.has(principal)));
  });
}
