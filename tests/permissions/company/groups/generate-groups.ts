import { pick, pickSome } from "../invent.ts";

/** Whoever says who is in them: admins, a source's directory, or the chat. */
export type GroupKind = "own" | "google" | "confluence" | "slack" | "entra";

/** A group as it is, whatever Footnote knows of it. */
export interface CompanyGroup {
  principal: string;
  kind: GroupKind;
  /** Ids of people who are in it themselves. */
  people: string[];
  /** Principals whose people are in it, too. */
  inside: string[];
  /**
   * Of a source's: `told`, it says who is in it; `untold`, it never would; `gone`, there is no such group;
   * `old`, it could not say so for longer than that counts.
   */
  state: "told" | "untold" | "gone" | "old";
}

/** In it is a group of Google's, in which one person is. */
export const WORD_GROUP = "group:word-of-mouth";
export const HOLDER = "user1";

interface Somebody {
  id: string;
}

export const DOMAIN = "meridian.test";
const KINDS: readonly GroupKind[] = [
  ...(["own", "google", "confluence", "google", "slack", "own", "google", "entra"] as const),
];
const NAMES: Record<GroupKind, (at: number) => string> = {
  own: (at) => `group:team${at}`,
  google: (at) => `google-group:team${at}@${DOMAIN}`,
  confluence: (at) => `confluence-group:meridian:Team-${at}`,
  slack: (at) => `slack-group:T1:TEAM${at}`,
  entra: (at) => `entra-group:tenant1:team-${at}`,
};
/** Each person is in so many by themselves, at most. */
const MOST_OF_ONE = 3;

/** Groups in groups: of Google's and Entra's in their own kind, of the admins' in any, in circles too. */
export function generateGroups(
  users: readonly Somebody[],
  random: () => number,
): Map<string, CompanyGroup> {
  const count = Math.max(2 * KINDS.length, Math.round(users.length / 5));
  const groups = Array.from({ length: count }, (_, at): CompanyGroup => {
    const kind = KINDS[at % KINDS.length] ?? "own";
    return { principal: NAMES[kind](at), kind, people: [], inside: [], state: "told" };
  });
  for (const { id } of users) {
    const most = 1 + Math.floor(random() * MOST_OF_ONE);
    for (const group of pickSome(groups, most, random)) group.people.push(id);
  }
  for (const [at, group] of groups.entries()) nest(group, at, groups, random);
  for (const group of groups) {
    if (group.people.length === 0) group.people.push(pick(users, random).id);
    if (group.kind !== "google" && group.kind !== "confluence") continue;
    const chance = random();
    if (chance < 0.06) group.state = "untold";
    else if (chance < 0.12) group.state = "gone";
  }
  return new Map([...groups, ...wordGroups()].map((group) => [group.principal, group]));
}

function wordGroups(): CompanyGroup[] {
  const inner = `google-group:word-of-mouth@${DOMAIN}`;
  return [
    { principal: WORD_GROUP, kind: "own", people: [], inside: [inner], state: "told" },
    { principal: inner, kind: "google", people: [HOLDER], inside: [], state: "told" },
  ];
}

function nest(
  group: CompanyGroup,
  at: number,
  groups: readonly CompanyGroup[],
  random: () => number,
): void {
  const { kind, inside } = group;
  // A vendor's group is only in those before it, so that none is in itself.
  const before = groups.slice(0, at).filter((one) => one.kind === kind);
  if ((kind === "google" || kind === "entra") && before.length > 0 && random() < 0.6) {
    pick(before, random).inside.push(group.principal);
  }
  if (kind !== "own") return;
  const others = groups.filter((one) => one !== group);
  if (random() < 0.8) {
    inside.push(...pickSome(others, 1 + Math.floor(random() * 2), random).map(nameOf));
  }
  if (random() < 0.06) inside.push(`domain:${DOMAIN}`);
}

function nameOf({ principal }: CompanyGroup): string {
  return principal;
}

/** As documents name them: some of Google's let in addresses of the company alone. */
export function pickReaderGroups(
  groups: ReadonlyMap<string, CompanyGroup>,
  count: number,
  random: () => number,
): string[] {
  return pickSome([...groups.values()], count, random).map(({ principal, kind }) =>
    kind === "google" && random() < 0.4 ? `${principal}:${DOMAIN}` : principal,
  );
}
