import { cleanName } from "../../clean-name.ts";
import type { RosterMember } from "../connect/teams-connector.ts";
import type { GraphChannelMember } from "../graph/graph-shapes.ts";
import { teamsId } from "../teams-ids.ts";

/** Somebody in Teams, as far as reading documents depends on it. */
export interface TeamsPerson {
  /** `teams:<tenant of the room>:<Entra object id>`. */
  id: string;
  /** Entra object id, lower-case. */
  objectId: string | undefined;
  /** Teams' own id of them (`29:…`); undefined where only Graph told of them. */
  mri: string | undefined;
  /** As colleagues see it; empty where Teams says none. */
  name: string;
  /** `outsider`: of another tenant, or nobody knows of which; `anonymous`: without an account. */
  standing: "member" | "guest" | "outsider" | "anonymous" | "bot";
  /** Lower-case; only of this tenant's people. */
  email: string | undefined;
}

/** In the names of accounts that were invited from another company, whatever rank they have since. */
const INVITED = /#EXT#/i;
const EMAIL = /^[^\s:@]+@[^\s:@]+$/;

/** Whoever is not plainly a member is less. */
export function readPerson(member: RosterMember, tenantId: string): TeamsPerson {
  const { aadObjectId, id: mri } = member;
  const standing = standingOf(member, tenantId);
  return {
    id: teamsId(tenantId, aadObjectId ?? mri),
    objectId: aadObjectId?.toLowerCase(),
    mri,
    name: cleanName(member.name),
    standing,
    email: emailOf(standing, member),
  };
}

function standingOf(member: RosterMember, tenantId: string): TeamsPerson["standing"] {
  const { id, aadObjectId, userRole, userPrincipalName = "" } = member;
  if (userRole === "bot" || id.startsWith("28:")) return "bot";
  if (userRole === "anonymous" || aadObjectId === undefined) return "anonymous";
  if (member.tenantId?.toLowerCase() !== tenantId.toLowerCase()) return "outsider";
  return userRole === "user" && !INVITED.test(userPrincipalName) ? "member" : "guest";
}

/**
 * The mail address that this tenant's directory has; nobody changes their own there. A sign-in name
 * counts only for a member who has no address: Entra takes it in the tenant's own domains alone, but
 * beside an address it need not be a mailbox, or it is somebody else's. What another tenant says of
 * its people could be anything that its admins like.
 */
function emailOf(standing: TeamsPerson["standing"], member: RosterMember): string | undefined {
  if (standing !== "member" && standing !== "guest") return undefined;
  const signIn = standing === "member" ? member.userPrincipalName : undefined;
  const email = (member.email ?? signIn)?.trim().toLowerCase();
  return email !== undefined && EMAIL.test(email) ? email : undefined;
}

/** Somebody who reads a shared channel because it is shared with their team. */
export function readChannelMember(member: GraphChannelMember, tenantId: string): TeamsPerson {
  const { userId, displayName, email, roles } = member;
  const isGuest = roles.some((role) => role.toLowerCase() === "guest");
  const asInRoster: RosterMember = {
    id: userId ?? "",
    aadObjectId: userId,
    name: displayName,
    email,
    userPrincipalName: undefined,
    tenantId: member.tenantId,
    userRole: isGuest ? "guest" : "user",
  };
  return { ...readPerson(asInRoster, tenantId), mri: undefined };
}
