import { z } from "zod";
import type { Person } from "../../shapes/person.ts";
import { lookUpPerson, membersOf } from "../../state/find.ts";
import type { World } from "../../world.ts";
import { mustBeIn } from "../authorize.ts";
import { Refusal } from "../refusal.ts";

const tokenSchema = z.object({ from: z.int().min(0), of: z.string() });

/** Everybody in a conversation; the app itself is in no roster. */
export function listMembers(world: World, conversationId: string): object[] {
  const { room } = mustBeIn(world, conversationId);
  return membersOf(world, room).map(memberJson);
}

/** A page of them, at most as many as the service likes to give. */
export function pageMembers(world: World, conversationId: string, query: URLSearchParams): object {
  const { room } = mustBeIn(world, conversationId);
  const asked = Number(query.get("pageSize") ?? world.limits.pageSize);
  if (!Number.isInteger(asked) || asked < 1) {
    throw new Refusal(400, "BadArgument", "pageSize must be a positive number.");
  }
  const from = startOf(query.get("continuationToken"), room.id);
  const members = membersOf(world, room);
  const to = from + Math.min(asked, world.limits.pageSize);
  const token = Buffer.from(JSON.stringify({ from: to, of: room.id })).toString("base64url");
  return {
    ...(to < members.length ? { continuationToken: token } : {}),
    members: members.slice(from, to).map(memberJson),
  };
}

function startOf(token: string | null, roomId: string): number {
  if (token === null || token === "") return 0;
  const read = tokenSchema.safeParse(parse(Buffer.from(token, "base64url").toString("utf8")));
  if (read.success && read.data.of === roomId) return read.data.from;
  throw new Refusal(400, "BadArgument", "Invalid continuation token.");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One of them, by Teams' own id or the Entra object id. @throws Refusal 404 */
export function getMember(world: World, conversationId: string, memberId: string): object {
  const { room } = mustBeIn(world, conversationId);
  const person = lookUpPerson(world, memberId);
  const isThere = person !== undefined && membersOf(world, room).includes(person);
  // By name nobody is found here, though tests may call people so.
  if (!isThere || person.name === memberId) {
    throw new Refusal(404, "MemberNotFoundInConversation", "Member not found in conversation.");
  }
  return memberJson(person);
}

function memberJson(person: Person): object {
  const { mri, displayName, givenName, surname, email, userPrincipalName, tenantId, role } = person;
  if (role === "anonymous") return { id: mri, name: displayName, tenantId, userRole: role };
  const { objectId } = person;
  return {
    id: mri,
    name: displayName,
    objectId,
    aadObjectId: objectId,
    ...{ givenName, surname, email, userPrincipalName, tenantId },
    userRole: role,
  };
}
