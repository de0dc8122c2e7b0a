import { nameFinder, plainName } from "../../text/person-name.ts";
import type { PersonNames } from "../ports/privacy-storage.ts";

/** Whose data is meant: one person under all their names, or a workspace with all who are in it. */
export interface Whose {
  /** Ids of chats, in the one spelling that they are compared in. */
  ids: readonly string[];
  /** The same for `user:<e-mail>`, in each spelling that a column may have. */
  readers: readonly string[];
  /** `removedAt`: what came since may be of its being installed again. */
  workspace?: { id: string; removedAt: number };
  /** Whether a name, however it is written, is one of theirs. */
  is(name: string): boolean;
  /** Whether a text, or any string of a JSON one, has a name of theirs in it, as a whole. */
  isIn(text: string): boolean;
  /** Patterns for `like` that find at least each text that has one in it. */
  patterns: readonly string[];
}

export function personOf({ ids, principals }: PersonNames): Whose {
  const addresses = distinct(principals.map(plainName));
  const own = distinct(ids.map(plainName));
  const names = new Set([...own, ...addresses]);
  return {
    ids: own,
    readers: addresses.flatMap((address) =>
      distinct([address, address.normalize("NFD")]).map((one) => `user:${one}`),
    ),
    is: (name) => names.has(plainName(name)),
    ...textsWith([...names]),
  };
}

export function workspaceOf(id: string, removedAt: number): Whose {
  const own = plainName(id);
  return {
    ...{ ids: [], readers: [], workspace: { id: own, removedAt } },
    is: (name) => plainName(name) === own || plainName(name).startsWith(`${own}:`),
    ...textsWith([own]),
  };
}

function textsWith(names: readonly string[]): Pick<Whose, "isIn" | "patterns"> {
  return {
    isIn: nameFinder(names),
    // What JSON, a database's lower() or `like` itself may take for another is anything.
    patterns: names.map((name) => `%${name.replace(/[^a-z0-9@.:-]+/g, "%")}%`),
  };
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
