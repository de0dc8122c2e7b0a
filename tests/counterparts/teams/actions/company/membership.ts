import { accountOf, channelInfo, envelope, teamInfo } from "../../delivery/activity.ts";
import { deliver } from "../../delivery/deliver.ts";
import type { Person } from "../../shapes/person.ts";
import type { Room } from "../../shapes/room.ts";
import { findPerson, findRoom, isBotIn, membersOf, teamOf } from "../../state/find.ts";
import type { World } from "../../world.ts";

/** Adds somebody, guest or outsider too: to a chat, a private or shared channel, or the channel's team. */
export function addMember(world: World, by: string, where: string, who: string): void {
  change(world, by, where, who, true);
}

export function removeMember(world: World, by: string, where: string, who: string): void {
  change(world, by, where, who, false);
}

function change(world: World, by: string, where: string, who: string, isAdded: boolean): void {
  const [room, person] = [findRoom(world, where), findPerson(world, who)];
  const isThere = membersOf(world, room).includes(person);
  if (isThere === isAdded) {
    throw new Error(
      `${person.name} is ${isThere ? "" : "not "}in ${room.name}${isThere ? " already" : ""}`,
    );
  }
  mustFit(world, room, person);
  const team = teamOf(world, room);
  const ofTeam = room.channelType === "standard";
  const members = ofTeam && team !== undefined ? team.members : room.members;
  if (isAdded) members.add(person.objectId);
  else members.delete(person.objectId);
  if (!isBotIn(world, room)) return;
  const event = `${ofTeam ? "team" : "channel"}Member${isAdded ? "Added" : "Removed"}`;
  const channelData =
    team === undefined
      ? {}
      : {
          eventType: event,
          team: teamInfo(team),
          ...(ofTeam ? {} : { channel: channelInfo(room) }),
        };
  // Of a team it is told in the team's own conversation.
  const told = ofTeam && team !== undefined ? findRoom(world, team.id) : room;
  const { mri: id, objectId: aadObjectId } = person;
  const account = person.role === "anonymous" ? accountOf(person) : { id, aadObjectId };
  const fields = {
    type: "conversationUpdate",
    [isAdded ? "membersAdded" : "membersRemoved"]: [account],
  };
  deliver(
    world,
    envelope(world, { room: told, person: findPerson(world, by), channelData }, fields),
  );
}

function mustFit(world: World, { kind, channelType, name }: Room, person: Person): void {
  const isOutsider = person.tenantId !== world.tenantId;
  if (kind === "personal") throw new Error("a personal chat has one person");
  if (kind === "channel" && isOutsider && channelType !== "shared" && person.role !== "guest") {
    throw new Error(`${name} takes no people of other companies: only shared channels do`);
  }
}
