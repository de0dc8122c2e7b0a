import type { AccessList } from "../storage/storage.ts";

/** Everyone who will see an answer: one set of principals a person. */
export type Audience = string[][];

/** Whoever says nothing of themselves: a full member, and nothing else. */
export const EVERYONE: Audience = [["everyone"]];

/**
 * Ids of the access lists that each person of the audience may read.
 * An empty audience may read nothing; `public` is held by anyone.
 */
export function allowedAccessIds(audience: Audience, lists: readonly AccessList[]): number[] {
  const people = distinctPeople(audience);
  if (people.length === 0) return [];
  return lists
    .filter((list) => people.every((held) => list.principals.some((p) => held.has(p))))
    .map((list) => list.id);
}

/** Members with equal principals count once: a channel of thousands is a handful of kinds of people. */
function distinctPeople(audience: Audience): Set<string>[] {
  const people = new Map<string, Set<string>>();
  for (const person of audience) {
    const held = new Set([...person, "public"]);
    people.set([...held].sort().join("\n"), held);
  }
  return [...people.values()];
}
