import { ChatError } from "../../chat-error.ts";
import type { AudiencePlace } from "../../chat-rooms.ts";
import { isSamePerson } from "../teams-ids.ts";
import type { GroupsInUse } from "./groups/groups-in-use.ts";
import type { TeamsPerson } from "./person.ts";
import { type Persons, requireTeamsId } from "./persons.ts";
import type { Rooms, TeamsRoom } from "./rooms.ts";
import type { Roster, Rosters } from "./rosters.ts";

export interface AudienceDeps {
  rooms: Rooms;
  rosters: Rosters;
  persons: Persons;
  groupsInUse: GroupsInUse;
}

/** Somebody of whom nothing is known: they may read what anyone may. */
const STRANGER: string[] = [];

/**
 * Principals of everyone who will see a message, one list a person. A room is taken as it is now,
 * whatever it was when the question was asked. @throws ChatError
 */
export async function audienceOf(
  { roomId, askedBy, onlyTo }: Pick<AudiencePlace, "roomId" | "askedBy" | "onlyTo">,
  deps: AudienceDeps,
): Promise<string[][]> {
  const { tenantId } = requireTeamsId(roomId);
  if (onlyTo !== undefined) return onePerson(onlyTo, tenantId, deps);
  const room = await deps.rooms.room(roomId);
  const { people, isWhole } = await rosterWith(askedBy, room, deps);
  if (!room.isForAnyone) {
    const named = await principalsOf(people, tenantId, deps);
    return isWhole ? named : [...named, STRANGER];
  }
  // Any full member may come in and read: what each of them surely holds is this and no more.
  const others = people.filter(({ standing }) => standing !== "member");
  return [["everyone"], ...(await principalsOf(others, tenantId, deps))];
}

/** Of a room where somebody asks who is not in it, the roster is old: who came in was not told of. */
async function rosterWith(
  askedBy: string | undefined,
  room: TeamsRoom,
  { rosters }: AudienceDeps,
): Promise<Roster> {
  if (askedBy === undefined) return rosters.get(room);
  const isThere = ({ people }: Roster) => people.some(({ id }) => isSamePerson(id, askedBy));
  const known = await rosters.get(room);
  if (isThere(known)) return known;
  rosters.forget(room);
  const anew = await rosters.get(room);
  // Somebody who asks in a room reads in it, whatever Teams says of it.
  return isThere(anew) ? anew : { ...anew, isWhole: false };
}

async function onePerson(
  personId: string,
  tenantId: string,
  deps: AudienceDeps,
): Promise<string[][]> {
  if (requireTeamsId(personId).tenantId !== tenantId) {
    throw new ChatError("unknown-room", `${personId} is not of the tenant that the room is in.`);
  }
  const person = await deps.persons.get(personId);
  return person === undefined ? [STRANGER] : principalsOf([person], tenantId, deps);
}

async function principalsOf(
  people: readonly TeamsPerson[],
  tenantId: string,
  { groupsInUse }: AudienceDeps,
): Promise<string[][]> {
  const groups = people.some(isOfTenant) ? await groupsInUse(tenantId) : [];
  return people.map((person) => {
    if (!isOfTenant(person)) return STRANGER;
    const { standing, email, objectId = "" } = person;
    const held = standing === "member" ? ["everyone"] : [];
    if (email !== undefined) {
      held.push(`user:${email}`);
      // A contractor with an address of the company's is still a guest.
      if (standing === "member") held.push(`domain:${email.split("@")[1]}`);
    }
    for (const [principal, members] of groups) if (members.has(objectId)) held.push(principal);
    return held;
  });
}

/** Of another company's people, nothing that is said of them is believed. */
export function isOfTenant({ standing }: TeamsPerson): boolean {
  return standing === "member" || standing === "guest";
}
