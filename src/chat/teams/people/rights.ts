import type { TeamsPlaces } from "../../../storage/ports/teams-storage.ts";
import { ChatError, isPassing } from "../../chat-error.ts";
import type { RoomKind } from "../../chat-rooms.ts";
import type { Graph } from "../graph/graph.ts";
import { meet } from "../meet.ts";
import { isSamePerson } from "../teams-ids.ts";
import type { TeamsOptions } from "../teams-options.ts";
import type { TeamsPerson } from "./person.ts";
import { type Persons, requireTeamsId } from "./persons.ts";
import type { Rooms, TeamsRoom } from "./rooms.ts";
import type { Roster, Rosters } from "./rosters.ts";

export interface RightsDeps {
  graph: Graph | undefined;
  storage: TeamsPlaces;
  options: Pick<TeamsOptions, "admins">;
  rooms: Rooms;
  rosters: Rosters;
  persons: Persons;
  now: () => number;
}

/** Of larger rooms, their readers are only counted. */
const MOST_MET = 100;

/** Whether somebody is a full member, by what Teams and Entra say now. @throws ChatError */
export async function isMember(person: string, deps: RightsDeps): Promise<boolean> {
  return (await memberNow(person, deps)) !== undefined;
}

/** Whether somebody is a full member whom the configuration names as admin. @throws ChatError */
export async function isAdmin(person: string, deps: RightsDeps): Promise<boolean> {
  const { objectId, email } = (await memberNow(person, deps)) ?? {};
  const named = new Set(deps.options.admins.map((admin) => admin.toLowerCase()));
  return named.has(objectId ?? "") || named.has(email ?? "");
}

/** What they are by what Teams and Entra say now; undefined for whoever is of elsewhere, or gone. @throws ChatError */
export async function standingOf(
  personId: string,
  deps: RightsDeps,
): Promise<"member" | "guest" | undefined> {
  if ((await memberNow(personId, deps)) !== undefined) return "member";
  const { standing } = (await deps.persons.get(personId)) ?? {};
  return standing === "guest" && (await isActive(personId, deps)) ? "guest" : undefined;
}

async function isActive(personId: string, { graph }: RightsDeps): Promise<boolean> {
  const { tenantId, objectId } = requireTeamsId(personId);
  try {
    const account = await graph?.user(tenantId, objectId);
    return graph === undefined || (account !== undefined && account.accountEnabled !== false);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    return true;
  }
}

async function memberNow(
  personId: string,
  { persons, graph }: RightsDeps,
): Promise<TeamsPerson | undefined> {
  const person = await persons.anew(personId);
  if (person?.standing !== "member") return undefined;
  const { tenantId, objectId } = requireTeamsId(personId);
  try {
    if (graph === undefined) return person;
    const account = await graph.user(tenantId, objectId);
    const isGone = account === undefined || account.accountEnabled === false;
    return isGone || account.userType?.toLowerCase() === "guest" ? undefined : person;
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    // Graph may be on for threads alone: then Teams' own word stands.
    return person;
  }
}

/** All people who read a room; undefined where others may come in, or nobody knows. @throws ChatError */
export async function readersOf(roomId: string, deps: RightsDeps): Promise<string[] | undefined> {
  const { room, roster } = await lookAnew(roomId, deps);
  if (room.isForAnyone || !roster.isWhole) return undefined;
  // They are asked about next, and may never have written.
  for (const person of roster.people.slice(0, MOST_MET)) await meetIn(room, person, deps);
  return roster.people.map(({ id }) => id);
}

/** Keeps that somebody of its roster is in a room. */
export async function meetIn(
  { roomId, conversation: { workspaceId } }: TeamsRoom,
  { id: personId, mri }: TeamsPerson,
  deps: Pick<RightsDeps, "storage" | "now">,
): Promise<void> {
  if (mri === undefined) return;
  await meet({ personId, workspaceId, mri, roomId, seenAt: deps.now() }, deps);
}

/** The kind of a room that both this person and the bot are in. @throws ChatError */
export async function roomKindFor(
  person: string,
  roomId: string,
  deps: RightsDeps,
): Promise<RoomKind | undefined> {
  return (await seenRoom(person, roomId, deps))?.kind;
}

/** Whether somebody is in a room of the bot's, by what Teams says now. @throws ChatError */
export async function isIn(person: string, roomId: string, deps: RightsDeps): Promise<boolean> {
  return (await seenRoom(person, roomId, deps)) !== undefined;
}

/** Who takes part in a room that both this person and the bot are in. @throws ChatError */
export async function reachOf(
  person: string,
  roomId: string,
  deps: RightsDeps,
): Promise<"inside" | "outside" | undefined> {
  if ((await seenRoom(person, roomId, deps)) === undefined) return undefined;
  const { people, isWhole } = (await lookAnew(roomId, deps)).roster;
  const isOutside = ({ standing }: TeamsPerson) =>
    standing === "outsider" || standing === "anonymous";
  return !isWhole || people.some(isOutside) ? "outside" : "inside";
}

/** The room, if this person and the bot are in it now. */
async function seenRoom(
  person: string,
  roomId: string,
  deps: RightsDeps,
): Promise<TeamsRoom | undefined> {
  if (requireTeamsId(roomId).tenantId !== requireTeamsId(person).tenantId) return undefined;
  try {
    const room = await deps.rooms.room(roomId);
    if ((await deps.persons.inRoom(person, room.address)) !== undefined) return room;
    if (room.shape !== "shared") return undefined;
    // Who comes with another team is in no roster of Teams'.
    const { roster } = await lookAnew(roomId, deps);
    return roster.people.some(({ id }) => isSamePerson(id, person)) ? room : undefined;
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    return undefined;
  }
}

/** An event that told of somebody may never have come. */
async function lookAnew(
  roomId: string,
  { rooms, rosters }: RightsDeps,
): Promise<{ room: TeamsRoom; roster: Roster }> {
  rooms.forget(await rooms.room(roomId));
  const room = await rooms.room(roomId);
  rosters.forget(room);
  return { room, roster: await rosters.get(room) };
}
