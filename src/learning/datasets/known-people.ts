import type { Storage } from "../../storage/storage.ts";
import { type Person, peopleOfAddresses } from "../redaction/names/person.ts";

type PeopleStorage = Pick<Storage, "accessLists" | "groups" | "privacy" | "verified">;

/**
 * Whom texts may name: everybody whom stored data knows by a name or by an address made of one, be it as an
 * asker, an expert, a reader of a document or a member of a group. Addresses that are linked are one person.
 */
export async function knownPeople(
  names: readonly string[],
  storage: PeopleStorage,
): Promise<Person[]> {
  const lists = await storage.accessLists.list();
  const groups = await storage.groups.list();
  const links = await storage.groups.links.list();
  const verified = await storage.verified.list(["active", "waiting", "expired", "rejected"]);
  const principals = [
    ...(await storage.privacy.listNames()),
    ...lists.flatMap((list) => list.principals),
    ...groups.flatMap(({ members }) => members),
    ...links.flatMap(({ one, other }) => [one, other]),
  ];
  const addresses = [...new Set(principals.filter(isAddress).map(addressOf))];
  const linked = links.map(({ one, other }) => [addressOf(one), addressOf(other)] as const);
  const people = groupLinked(addresses, linked).flatMap((same): Person[] => {
    const named = peopleOfAddresses(same).flatMap((person) => person.names);
    return named.length === 0 ? [] : [{ names: named, ids: same }];
  });
  const written = [...names, ...verified.flatMap(({ approvedName }) => approvedName ?? [])];
  return [...written.map((name) => ({ names: [name] })), ...people];
}

/** Of a person: `user:anna.mueller@acme.com`, not `google-group:pay@acme.com`. */
function isAddress(name: string): boolean {
  return /^(?:user:)?[^\s:@]+@[^\s:@]+$/.test(name);
}

function addressOf(name: string): string {
  return name.replace(/^user:/, "").toLowerCase();
}

/** Addresses in groups that links hold together, each in one. */
function groupLinked(
  addresses: readonly string[],
  links: readonly (readonly [string, string])[],
): string[][] {
  const groupOf = new Map(addresses.map((address) => [address, [address]]));
  for (const [one, other] of links) {
    const [a, b] = [groupOf.get(one), groupOf.get(other)];
    if (a === undefined || b === undefined || a === b) continue;
    a.push(...b);
    for (const address of b) groupOf.set(address, a);
  }
  return [...new Set(groupOf.values())];
}
