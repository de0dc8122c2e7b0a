import type { DocumentRecord, Storage } from "../../storage/storage.ts";
import { isOwnGroup, isSourceGroup, isUser } from "../groups/group-kinds.ts";
import type { JudgedGroup } from "../groups/judge-groups.ts";
import type { HeldPrincipal, Membership } from "../groups/membership.ts";
import type { ExplainedPerson } from "./explained-person.ts";

/** One of those that a document is for. */
export interface ExplainedReader {
  principal: string;
  isHeld: boolean;
  /** Nobody holds it: nobody said yet, or for too long, who is in this group. */
  isUnknown: boolean;
  /** What is known of a group of a source or of the admins. */
  group: JudgedGroup | undefined;
}

/** Whether somebody may read a document, and why. */
export interface AccessExplanation {
  person: ExplainedPerson;
  document: DocumentRecord;
  /** Empty: it is for nobody. */
  readers: ExplainedReader[];
  held: HeldPrincipal[];
  mayRead: boolean;
  /** Where it is not known whether they are a full member: whether such a one may. */
  mayReadAsMember: boolean;
}

/** Anybody holds it. */
const PUBLIC = "public";

export async function explainAccess(
  person: ExplainedPerson,
  document: DocumentRecord,
  membership: Membership,
  { accessLists }: Pick<Storage, "accessLists">,
): Promise<AccessExplanation> {
  const list = (await accessLists.list()).find(({ id }) => id === document.accessId);
  const principals = list?.principals ?? [];
  const held = membership.explain(person.principals);
  const holds = new Set([PUBLIC, ...held.map(({ principal }) => principal)]);
  const asMember = new Set([
    ...holds,
    ...(person.isStandingKnown ? [] : membership.heldBy(memberPrincipals(person.principals))),
  ]);
  return {
    person,
    document,
    readers: principals.map((principal) => ({
      principal,
      isHeld: holds.has(principal),
      isUnknown: isUnknownGroup(principal, membership),
      group: membership.groups.get(principal),
    })),
    held,
    mayRead: principals.some((one) => holds.has(one)),
    mayReadAsMember: principals.some((one) => asMember.has(one)),
  };
}

/** Whether what is for this principal is nobody's, because its members are not known. */
export function isUnknownGroup(principal: string, { groups }: Membership): boolean {
  if (!isSourceGroup(principal) && !isOwnGroup(principal)) return false;
  return groups.get(principal)?.state !== "known";
}

/** What a full member of the company with these addresses holds. */
function memberPrincipals(principals: readonly string[]): string[] {
  const domains = principals.filter(isUser).map((one) => `domain:${one.split("@")[1]}`);
  return [...principals, "everyone", ...domains];
}
