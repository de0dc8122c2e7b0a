import { accountOf, channelInfo, envelope, teamInfo } from "../../delivery/activity.ts";
import { deliver } from "../../delivery/deliver.ts";
import type { Person } from "../../shapes/person.ts";
import type { Room } from "../../shapes/room.ts";
import { findPerson, findRoom, isBotIn, teamOf } from "../../state/find.ts";
import { openPersonal } from "../../state/rooms.ts";
import type { World } from "../../world.ts";

/**
 * Somebody adds the app: for themselves where no conversation is given, else to a chat, a channel's
 * whole team, or, where the team has it, to a private or shared channel.
 */
export function install(world: World, who: string, where?: string): Room {
  const person = findPerson(world, who);
  const room = where === undefined ? openPersonal(world, person) : findRoom(world, where);
  if (isBotIn(world, room)) throw new Error(`the app is in ${room.name} already`);
  if (hasItsOwn(room) && teamOf(world, room)?.isBotIn !== true) {
    throw new Error(`add the app to the team of ${room.name} first`);
  }
  setBotIn(world, room, true);
  const bot = { id: world.app.botId };
  const membersAdded = room.kind === "personal" ? [bot, accountOf(person)] : [bot];
  tell(world, room, person, { type: "conversationUpdate", membersAdded });
  if (!hasItsOwn(room)) tell(world, room, person, { type: "installationUpdate", action: "add" });
  return room;
}

/** Takes the app away again; the bot is told, and can say nothing there any more. */
export function uninstall(world: World, who: string, where?: string): Room {
  const person = findPerson(world, who);
  const room = where === undefined ? openPersonal(world, person) : findRoom(world, where);
  if (!isBotIn(world, room)) throw new Error(`the app is not in ${room.name}`);
  setBotIn(world, room, false);
  const membersRemoved = [{ id: world.app.botId }];
  if (room.kind !== "personal") {
    tell(world, room, person, { type: "conversationUpdate", membersRemoved });
  }
  if (!hasItsOwn(room)) tell(world, room, person, { type: "installationUpdate", action: "remove" });
  return room;
}

/** A private or shared channel: apps of the team are not in it before they are added to it too. */
function hasItsOwn({ kind, channelType }: Room): boolean {
  return kind === "channel" && channelType !== "standard";
}

function setBotIn(world: World, room: Room, isIn: boolean): void {
  const team = teamOf(world, room);
  if (room.kind === "personal") {
    for (const objectId of room.members) {
      if (isIn) world.installedFor.add(objectId);
      else world.installedFor.delete(objectId);
    }
  } else if (team === undefined || hasItsOwn(room)) room.isBotIn = isIn;
  else {
    team.isBotIn = isIn;
    // Who takes the app out of a team takes it out of its channels; none comes back by itself.
    for (const one of world.rooms.values()) if (one.teamId === team.id) one.isBotIn = false;
  }
}

function tell(
  world: World,
  room: Room,
  person: Person,
  fields: { type: string } & Record<string, unknown>,
): void {
  const team = teamOf(world, room);
  const isTeam = team !== undefined && fields.type === "conversationUpdate";
  const of = hasItsOwn(room) ? "channel" : "team";
  const eventType = `${of}Member${"membersAdded" in fields ? "Added" : "Removed"}`;
  const channelData = {
    ...(team === undefined ? {} : { team: teamInfo(team) }),
    ...(hasItsOwn(room) ? { channel: channelInfo(room) } : {}),
    ...(isTeam ? { eventType } : {}),
    settings: { selectedChannel: { id: room.id } },
  };
  deliver(world, envelope(world, { room, person, channelData }, fields));
}
