import type { Node } from "../site/node.ts";
import type { Place } from "../site/places.ts";
import { isUntold } from "../site/restrictions.ts";
import type { Site } from "../site/site.ts";
import { groupPrefix } from "./group-principal.ts";
import type { People } from "./people.ts";
import { isWithin, NOBODY, passAll, type Who } from "./who.ts";

export type Readers = ReturnType<typeof createReaders>;

/** Works out who may read what: those who may view the space, past every restriction on the way. */
export function createReaders(site: Site, people: People, address: string) {
  const prefix = groupPrefix(address);
  const passing = new Map<string, Promise<Who>>();
  const named = new Map<Who, Promise<string[]>>();

  async function toPrincipals({ isPublic, users, groups }: Who): Promise<string[]> {
    if (isPublic) return ["public"];
    await people.load(users);
    const found = await Promise.all([...users].map((id) => people.find(id)));
    return [
      ...[...groups].map((id) => `${prefix}${id}`),
      // Whose address is hidden cannot be named, and reads nothing by being left out.
      ...found.flatMap((person) => (person?.email === undefined ? [] : `user:${person.email}`)),
    ].sort();
  }

  return {
    /** Facts of the page and of what is above it must have been loaded. */
    async whoReads(node: Node, { space, ancestors, isBroken }: Place): Promise<Who> {
      const layers: Who[] = [space.readers];
      const key = [space.id];
      for (const { id } of [...ancestors, node]) {
        const restriction = site.restrictions.get(id);
        if (restriction === undefined || isUntold(restriction) || isBroken) return NOBODY;
        if (restriction === "none") continue;
        layers.push(restriction);
        key.push(id);
      }
      const name = key.join(" ");
      const who = passing.get(name) ?? passAll(layers, people.membersOf);
      passing.set(name, who);
      return who;
    },

    principals(who: Who): Promise<string[]> {
      const known = named.get(who) ?? toPrincipals(who);
      named.set(who, known);
      return known;
    },

    isWithin: (inner: Who, outer: Who) => isWithin(inner, outer, people.membersOf),
  };
}
