import { ChatError } from "../../chat-error.ts";
import type { AudiencePlace } from "../../chat-rooms.ts";
import { readSlackId } from "../slack-ids.ts";
import type { Directory } from "./directory.ts";
import type { SlackPerson } from "./person.ts";
import type { Rooms } from "./rooms.ts";

export interface AudienceDeps {
  directory: Directory;
  rooms: Rooms;
  teamId: () => Promise<string>;
  /** Principals that some document is for: no others need to be found out. */
  principalsInUse: () => Promise<readonly string[]>;
}

/**
 * Principals of everyone who will see a message, one list a person. A room is taken as it is now,
 * whatever it was when the question was asked. @throws ChatError
 */
export async function audienceOf(place: AudiencePlace, deps: AudienceDeps): Promise<string[][]> {
  const channelId = await ownId(place.roomId, deps);
  if (place.onlyTo !== undefined) return onePerson(place.onlyTo, deps);
  const { kind, isShared } = await deps.rooms.room(channelId);
  if (kind === "direct") {
    if (place.askedBy !== undefined) return onePerson(place.askedBy, deps);
    throw new ChatError("invalid", `${place.roomId} is one person's own conversation.`);
  }
  const present = await deps.directory.people([...(await deps.rooms.members(channelId))]);
  const readers = present.filter(({ standing }) => standing !== "bot" && standing !== "gone");
  if (kind === "closed") return principalsOf(readers, deps);
  const others = readers.filter(({ standing }) => standing !== "member");
  const named = await principalsOf(others, deps);
  // Any full member may read and search it: what each of them surely holds is this and no more.
  // From the other workspace, people may come whom nobody here invited.
  return [["everyone"], ...(isShared ? [[]] : []), ...named];
}

async function onePerson(id: string, deps: AudienceDeps): Promise<string[][]> {
  const person = await deps.directory.person(await ownId(id, deps));
  return principalsOf([person], deps);
}

async function ownId(id: string, { teamId }: AudienceDeps): Promise<string> {
  const parts = readSlackId(id);
  if (parts !== undefined && parts.teamId === (await teamId())) return parts.objectId;
  throw new ChatError("unknown-room", `${id} is not of the workspace that Footnote is in.`);
}

async function principalsOf(people: SlackPerson[], deps: AudienceDeps): Promise<string[][]> {
  const shared = await membershipsInUse(deps);
  return people.map((person) => {
    if (person.standing === "bot" || person.standing === "gone") return [];
    const isMember = person.standing === "member";
    const held = isMember ? ["everyone"] : [];
    if (person.email !== undefined) {
      held.push(`user:${person.email}`);
      // A contractor with an address of the company's is still a guest.
      if (isMember) held.push(`domain:${person.email.split("@")[1]}`);
    }
    for (const [principal, members] of shared) if (members.has(person.id)) held.push(principal);
    return held;
  });
}

/** Who is in the groups and channels that documents are for; of others nothing hangs on it. */
async function membershipsInUse(deps: AudienceDeps): Promise<[string, ReadonlySet<string>][]> {
  const { directory, rooms } = deps;
  const team = await deps.teamId();
  const found: [string, ReadonlySet<string>][] = [];
  for (const principal of new Set(await deps.principalsInUse())) {
    const [kind, ofTeam, id] = principal.split(":");
    if (ofTeam !== team || id === undefined) continue;
    if (kind === "slack-group") {
      const group = (await directory.groups()).get(id);
      if (group !== undefined) found.push([principal, group.members]);
    } else if (kind === "slack-channel") found.push([principal, await rooms.seenMembers(id)]);
  }
  return found;
}
