import type { AccessExplanation, ExplainedReader } from "../../access/explain/explain-access.ts";
import { isOwnGroup, isPlatformGroup } from "../../access/groups/group-kinds.ts";
import type { JudgedGroup } from "../../access/groups/judge-groups.ts";
import type { HeldPrincipal } from "../../access/groups/membership.ts";
import { count, fromNow } from "../describe/in-words.ts";

/** What to call an admin. */
type NameOf = (id: string) => string;

export interface DescribedAccess {
  /** Whether they may, and why or why not. */
  verdict: string;
  /** Whom the document is for, one line each. */
  readers: string[];
  /** What the person holds, one line each. */
  held: string[];
}

/** An explanation in words, for the command line and for chats. */
export function describeAccess(
  explanation: AccessExplanation,
  now: number,
  nameOf: NameOf = (id) => id,
): DescribedAccess {
  const { document, person, readers, held } = explanation;
  const from = document.inheritsAudience ? "from the source's audience" : "said by the document";
  return {
    verdict: `${describeVerdict(explanation, now, nameOf)}`,
    readers: readers.map((reader) =>
      [`${reader.principal}, ${from}`, ...describeReader(reader, now, nameOf)].join("; "),
    ),
    held: held.map(
      (one) => `${one.principal}: ${describeReason(one, person.saidBy ?? "as asked", now, nameOf)}`,
    ),
  };
}

function describeVerdict(explanation: AccessExplanation, now: number, nameOf: NameOf): string {
  const { person, document, readers, held, mayRead, mayReadAsMember } = explanation;
  const what = `"${document.title}"`;
  if (readers.length === 0) return `${person.name} may not read ${what}: it is for nobody.`;
  if (mayRead) {
    const by = readers.find(({ isHeld }) => isHeld)?.principal ?? "";
    const reason = held.find(({ principal }) => principal === by);
    const why =
      reason === undefined
        ? "anybody may read it"
        : `it is for ${by} (${describeReason(reason, person.saidBy ?? "as asked", now, nameOf)})`;
    return `${person.name} may read ${what}: ${why}.`;
  }
  if (mayReadAsMember) {
    return `${person.name} may read ${what} if they are a full member of the company, which only the chat knows; a guest may not.`;
  }
  const unknown = readers.filter(({ isUnknown }) => isUnknown).map(({ principal }) => principal);
  const hint =
    unknown.length === 0
      ? ""
      : ` Who is in ${unknown.join(", ")} is not known, so that nobody counts as being in there.`;
  return `${person.name} may not read ${what}: they hold none of those that it is for.${hint}`;
}

function describeReader(reader: ExplainedReader, now: number, nameOf: NameOf): string[] {
  const { principal, group, isHeld, isUnknown } = reader;
  const lines = isHeld ? ["held"] : [];
  if (group !== undefined) return [...lines, describeGroup(group, now, nameOf)];
  if (isUnknown) {
    lines.push(
      isOwnGroup(principal)
        ? `nobody set who is in it: access groups set ${principal.slice("group:".length)} <who>…`
        : "no source said yet who is in it",
    );
  } else if (isPlatformGroup(principal))
    lines.push("its chat platform is asked with each question");
  return lines;
}

/** Who said when who is in a group, and what of it counts. */
export function describeGroup(
  group: JudgedGroup,
  now: number,
  nameOf: NameOf = (id) => id,
): string {
  const { name, state, source, setBy, members, unknownMembers, saidAt, error } = group;
  const who = source ?? (setBy === undefined ? "an admin" : nameOf(setBy));
  const age = fromNow(saidAt, now) ?? "never";
  const counted = `${count(members.length, "member")}${unknownMembers > 0 ? ` and ${unknownMembers.toLocaleString("en")} without a known address` : ""}`;
  const named = name === undefined ? "" : `"${name}", `;
  const trouble = error === undefined ? "" : `; since then: ${error}`;
  switch (state) {
    case "known":
      return `${named}${counted}, said by ${who} ${age}${trouble}`;
    case "stale":
      return `${named}too old to count: said by ${who} ${age}${trouble}`;
    case "gone":
      return `there is no such group, ${who} said ${age}`;
    case "failed":
      return `${who} could not say who is in it${error === undefined ? "" : `: ${error}`}`;
  }
}

function describeReason(
  { because }: HeldPrincipal,
  givenBy: string,
  now: number,
  nameOf: NameOf,
): string {
  switch (because.type) {
    case "given":
      return givenBy;
    case "linked": {
      const { to, link } = because;
      return `the same person as ${to}, said by ${nameOf(link.linkedBy)} ${fromNow(link.linkedAt, now)}`;
    }
    case "member": {
      const { member, group } = because;
      const who = group.source ?? (group.setBy === undefined ? "an admin" : nameOf(group.setBy));
      return `${member} is in it, said by ${who} ${fromNow(group.saidAt, now)}`;
    }
  }
}
