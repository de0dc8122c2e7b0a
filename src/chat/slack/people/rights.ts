import type { webApi } from "@slack/bolt";
import { ChatError } from "../../chat-error.ts";
import type { RoomKind } from "../../chat-rooms.ts";
import { readSlackId, slackId } from "../slack-ids.ts";
import { askSlack } from "./ask-slack.ts";
import type { Directory } from "./directory.ts";
import { isUnknownPerson, readPerson, type SlackUser, UNKNOWN_NAME } from "./person.ts";
import type { Rooms } from "./rooms.ts";

export interface RightsDeps {
  /** Of the workspace that an id belongs to. @throws ChatError when Footnote is not installed there */
  workspaceOf(
    id: string,
  ): Promise<{ client: webApi.WebClient; directory: Directory; rooms: Rooms; botUserId: string }>;
}

/** Whether somebody is an owner or admin of the workspace, by what Slack says now. @throws ChatError */
export async function isAdmin(person: string, deps: RightsDeps): Promise<boolean> {
  const found = await askAnew(person, deps);
  return found?.isMember === true && found.isAdmin;
}

/** Whether somebody is a full member, by what Slack says now. @throws ChatError */
export async function isMember(person: string, deps: RightsDeps): Promise<boolean> {
  return (await askAnew(person, deps))?.isMember === true;
}

/** Asked anew, and what depends on it from then on is as new. @throws ChatError */
export async function standingOf(
  person: string,
  { workspaceOf }: RightsDeps,
): Promise<"member" | "guest" | undefined> {
  const { objectId } = requireId(person);
  const { directory } = await workspaceOf(person);
  directory.forgetPerson(objectId);
  const { standing } = await directory.person(objectId);
  return standing === "member" || standing === "guest" ? standing : undefined;
}

/** `Europe/Berlin`; undefined for somebody whom Slack does not show. @throws ChatError */
export async function timeZoneOf(person: string, deps: RightsDeps): Promise<string | undefined> {
  return (await askAnew(person, deps))?.timeZone;
}

/** All people who read a room; undefined where others may come in by themselves. @throws ChatError */
export async function readersOf(
  roomId: string,
  { workspaceOf }: RightsDeps,
): Promise<string[] | undefined> {
  const { teamId, objectId: channel } = requireId(roomId);
  const { rooms, directory, botUserId } = await workspaceOf(roomId);
  // Asked anew: an event that told of somebody may never have come.
  rooms.forget(channel);
  const { kind, isShared } = await rooms.room(channel);
  if (kind === "open" || isShared) return undefined;
  const ids = [...(await rooms.members(channel))].filter((id) => id !== botUserId);
  const people = await directory.people(ids);
  return people
    .filter(({ standing }) => standing !== "bot" && standing !== "gone")
    .map(({ id }) => slackId(teamId, id));
}

/** The kind of a room that both this person and the bot are in. @throws ChatError */
export async function roomKindFor(
  person: string,
  roomId: string,
  { workspaceOf }: RightsDeps,
): Promise<RoomKind | undefined> {
  const { teamId, objectId: user } = requireId(person);
  const { teamId: ofTeam, objectId: channel } = requireId(roomId);
  if (teamId !== ofTeam) return undefined;
  const { rooms, botUserId } = await workspaceOf(roomId);
  const members = await rooms.seenMembers(channel);
  return members.has(user) && members.has(botUserId) ? (await rooms.room(channel)).kind : undefined;
}

/** Who takes part in a room that both this person and the bot are in. @throws ChatError */
export async function reachOf(
  person: string,
  roomId: string,
  deps: RightsDeps,
): Promise<"inside" | "outside" | undefined> {
  const { objectId: channel } = requireId(roomId);
  const { rooms, directory } = await deps.workspaceOf(roomId);
  // Asked anew: an event that told of somebody may never have come.
  rooms.forget(channel);
  if ((await roomKindFor(person, roomId, deps)) === undefined) return undefined;
  if ((await rooms.room(channel)).isShared) return "outside";
  const present = await directory.people([...(await rooms.members(channel))]);
  return present.some(({ standing }) => standing === "outsider") ? "outside" : "inside";
}

/** As colleagues call a person or a group; undefined for what is neither. @throws ChatError */
export async function nameOf(id: string, { workspaceOf }: RightsDeps): Promise<string | undefined> {
  const { objectId } = requireId(id);
  const { directory } = await workspaceOf(id);
  if (/^[UW]/.test(objectId)) {
    const { name } = await directory.person(objectId);
    return name === UNKNOWN_NAME ? undefined : name;
  }
  const handle = (await directory.groups()).get(objectId)?.handle;
  return handle === undefined ? undefined : `@${handle}`;
}

/** How documents name those who may read them. @throws ChatError */
export async function principalOf(
  id: string,
  { workspaceOf }: RightsDeps,
): Promise<string | undefined> {
  const { teamId, objectId } = requireId(id);
  if (objectId.startsWith("S")) return `slack-group:${teamId}:${objectId}`;
  if (/^[CG]/.test(objectId)) return `slack-channel:${teamId}:${objectId}`;
  const { directory } = await workspaceOf(id);
  const { email } = await directory.person(objectId);
  return email === undefined ? undefined : `user:${email}`;
}

/** Never from memory: who was an admin a minute ago may be none now. */
async function askAnew(person: string, { workspaceOf }: RightsDeps) {
  const { teamId, objectId } = requireId(person);
  const { client } = await workspaceOf(person);
  try {
    const { user } = await askSlack(() => client.users.info({ user: objectId }));
    const found: (SlackUser & { is_admin?: boolean; is_owner?: boolean; tz?: string }) | undefined =
      user;
    if (found === undefined) return undefined;
    return {
      isMember: readPerson({ ...found, id: objectId }, teamId).standing === "member",
      isAdmin: found.is_admin === true || found.is_owner === true,
      timeZone: found.tz,
    };
  } catch (error) {
    if (isUnknownPerson(error)) return undefined;
    throw error;
  }
}

function requireId(id: string) {
  const read = readSlackId(id);
  if (read !== undefined) return read;
  throw new ChatError("invalid", `${id} is nobody in Slack.`);
}
