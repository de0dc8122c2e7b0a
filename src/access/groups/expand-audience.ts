import type { Audience } from "../audience.ts";
import type { MembershipReader } from "./create-membership-reader.ts";

/**
 * Each person with all groups that they are in, and with their other addresses. What they came with
 * stays first: erasing somebody goes by the first address, which is their own.
 */
export type ExpandAudience = (people: Audience) => Promise<Audience>;

export function createExpandAudience(membership: MembershipReader): ExpandAudience {
  return async (people) => {
    if (people.every((person) => person.length === 0)) return people;
    const { heldBy } = await membership();
    return people.map((person) => heldBy(person));
  };
}
