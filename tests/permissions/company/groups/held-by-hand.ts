import type { CompanyGroup } from "./generate-groups.ts";

/** Somebody of the company, as its systems know them. */
export interface KnownPerson {
  id: string;
  isGuest: boolean;
  /** Of the chat; undefined: whoever opens the page of the web chat. */
  address: string | undefined;
  /** By which each of these systems knows them; undefined: it shows none. */
  knownAs: Record<"own" | "google" | "confluence", string | undefined>;
}

export interface HandFacts {
  people: ReadonlyMap<string, KnownPerson>;
  groups: ReadonlyMap<string, CompanyGroup>;
  /** Two addresses of one person each, as admins said. */
  links: readonly (readonly [string, string])[];
}

/**
 * Who holds a principal, worked out from the whole company downwards: nothing of `src/access` is used
 * here, whose mistakes are to be found.
 */
export function peopleWhoHold(principal: string, facts: HandFacts): Set<string> {
  return collect(principal, facts, new Set());
}

function collect(principal: string, facts: HandFacts, open: Set<string>): Set<string> {
  const everybody = [...facts.people.values()];
  const members = everybody.filter(({ isGuest }) => !isGuest);
  if (principal === "public") return idsOf(everybody);
  if (principal === "everyone") return idsOf(members);
  const [kind = "", name = ""] = splitOnce(principal);
  if (kind === "domain")
    return idsOf(members.filter(({ address }) => address?.endsWith(`@${name}`)));
  if (kind === "user") return whoHas(name, facts);
  if (open.has(principal)) return new Set();
  open.add(principal);
  const [, group, onlyAt] = /^(google-group:[^:]+)(?::(.+))?$/.exec(principal) ?? ["", principal];
  const found = facts.groups.get(group ?? "");
  if (found === undefined || found.state !== "told") return new Set();
  if (found.kind === "slack" || found.kind === "entra") return new Set(inChat(found, facts));
  if (found.kind === "own") {
    const named = addressesIn(found, "own", facts).map((address) => `user:${address}`);
    return union([...named, ...found.inside].map((one) => collect(one, facts, open)));
  }
  const addresses = toldOf(found, onlyAt, facts);
  return union(addresses.map((address) => whoHas(address, facts)));
}

/** The addresses that a source's directory names: those in groups of its own kind that are inside, too. */
export function toldOf(
  group: CompanyGroup,
  onlyAt: string | undefined,
  facts: HandFacts,
): string[] {
  const kind = group.kind === "google" ? "google" : "confluence";
  const inside = group.inside.flatMap((one) => facts.groups.get(one) ?? []);
  const own = addressesIn(group, kind, facts);
  const nested = inside.filter(({ state }) => state !== "gone");
  const all = [...own, ...nested.flatMap((one) => toldOf(one, undefined, facts))];
  return [...new Set(all)].filter((one) => onlyAt === undefined || one.endsWith(`@${onlyAt}`));
}

/** A chat knows people by their ids, and all that are in its groups in groups. */
function inChat(group: CompanyGroup, facts: HandFacts): string[] {
  const inside = group.inside.flatMap((one) => facts.groups.get(one) ?? []);
  return [...group.people, ...inside.flatMap((one) => inChat(one, facts))];
}

export function addressesIn(
  { people }: CompanyGroup,
  kind: "own" | "google" | "confluence",
  facts: HandFacts,
): string[] {
  return people.flatMap((id) => facts.people.get(id)?.knownAs[kind] ?? []);
}

/** Whoever has this address in the chat, or one that is linked with it, over others too. */
function whoHas(address: string, { people, links }: HandFacts): Set<string> {
  const same = new Set([address]);
  for (let before = 0; before !== same.size; ) {
    before = same.size;
    for (const [one, other] of links) {
      if (same.has(one) || same.has(other)) same.add(one).add(other);
    }
  }
  return idsOf([...people.values()].filter((one) => one.address && same.has(one.address)));
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(":");
  return [text.slice(0, at), text.slice(at + 1)];
}

function idsOf(people: readonly KnownPerson[]): Set<string> {
  return new Set(people.map(({ id }) => id));
}

function union(sets: readonly Set<string>[]): Set<string> {
  return new Set(sets.flatMap((one) => [...one]));
}
