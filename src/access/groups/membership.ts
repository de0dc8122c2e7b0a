import type { GroupRecord, IdentityLink } from "../../storage/storage.ts";
import { isUser } from "./group-kinds.ts";
import { type JudgedGroup, judgeGroups } from "./judge-groups.ts";

/** Why somebody holds a principal. */
export type HeldBecause =
  | { type: "given" }
  /** An admin said that they are the same person as one whom they are known as. */
  | { type: "linked"; to: string; link: IdentityLink }
  /** It is a group that this one, which they hold too, is a member of. */
  | { type: "member"; member: string; group: JudgedGroup };

export interface HeldPrincipal {
  principal: string;
  because: HeldBecause;
}

/** Who is in which group, and which addresses are one person's, as it counts at one moment. */
export interface Membership {
  /** All that somebody holds who is known to hold these; these first. */
  heldBy(person: readonly string[]): string[];
  /** The same, each with the first reason that was found. */
  explain(person: readonly string[]): HeldPrincipal[];
  groups: ReadonlyMap<string, JudgedGroup>;
  links: readonly IdentityLink[];
  /** From then on (milliseconds UTC) some membership is too old to count. */
  soundUntil: number;
}

export interface MembershipFacts {
  records: readonly GroupRecord[];
  links: readonly IdentityLink[];
  now: number;
  maxAgeMs: number;
}

/** A group may be in a group, in circles too. A link carries the other address, and nothing of its standing. */
export function readMembership({ records, links, now, maxAgeMs }: MembershipFacts): Membership {
  const groups = judgeGroups(records, { now, maxAgeMs });
  const groupsOf = listGroupsOf(groups.values());
  const linksOf = listLinksOf(links);
  const above = new Map<string, readonly string[]>();

  /** All groups that whoever holds a principal is in by it. */
  function groupsAbove(principal: string): readonly string[] {
    const known = above.get(principal);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const open = [principal];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const { principal: group } of groupsOf.get(at) ?? []) {
        if (found.has(group)) continue;
        found.add(group);
        open.push(group);
      }
    }
    above.set(principal, [...found]);
    return [...found];
  }

  function explain(person: readonly string[]): HeldPrincipal[] {
    const held = new Map<string, HeldBecause>();
    for (const principal of person) held.set(principal, { type: "given" });
    for (const { address, to, link } of person.filter(isUser).flatMap(linkedTo)) {
      if (!held.has(address)) held.set(address, { type: "linked", to, link });
    }
    // What is added on the way is walked as well: a map goes on to what comes behind.
    for (const member of held.keys()) {
      for (const group of groupsOf.get(member) ?? []) {
        if (!held.has(group.principal)) {
          held.set(group.principal, { type: "member", member, group });
        }
      }
    }
    return [...held].map(([principal, because]) => ({ principal, because }));
  }

  /** Every other address of the person who has this one. */
  function linkedTo(address: string): { address: string; to: string; link: IdentityLink }[] {
    const found = new Map<string, { address: string; to: string; link: IdentityLink }>();
    const open = [address];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const link of linksOf.get(at) ?? []) {
        const other = link.one === at ? link.other : link.one;
        if (other === address || found.has(other)) continue;
        found.set(other, { address: other, to: at, link });
        open.push(other);
      }
    }
    return [...found.values()];
  }

  return {
    heldBy(person) {
      const held = new Set(person);
      if (linksOf.size > 0) {
        for (const one of person) {
          if (isUser(one)) for (const { address } of linkedTo(one)) held.add(address);
        }
      }
      for (const one of [...held]) for (const group of groupsAbove(one)) held.add(group);
      return [...held];
    },
    explain,
    groups,
    links,
    soundUntil: endOfSoundness(groups.values(), maxAgeMs),
  };
}

function listGroupsOf(groups: Iterable<JudgedGroup>): Map<string, JudgedGroup[]> {
  const groupsOf = new Map<string, JudgedGroup[]>();
  for (const group of groups) {
    if (group.state !== "known") continue;
    for (const member of group.members) {
      const known = groupsOf.get(member);
      if (known === undefined) groupsOf.set(member, [group]);
      else known.push(group);
    }
  }
  return groupsOf;
}

function listLinksOf(links: readonly IdentityLink[]): Map<string, IdentityLink[]> {
  const linksOf = new Map<string, IdentityLink[]>();
  for (const link of links) {
    for (const address of [link.one, link.other]) {
      if (!isUser(address)) continue;
      linksOf.set(address, [...(linksOf.get(address) ?? []), link]);
    }
  }
  return linksOf;
}

function endOfSoundness(groups: Iterable<JudgedGroup>, maxAgeMs: number): number {
  let end = Number.POSITIVE_INFINITY;
  for (const { state, source, saidAt } of groups) {
    if (state === "known" && source !== undefined && saidAt !== undefined) {
      end = Math.min(end, saidAt + maxAgeMs);
    }
  }
  return end;
}
