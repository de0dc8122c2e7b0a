import { accountOf, envelope, teamInfo } from "../../delivery/activity.ts";
import { deliver } from "../../delivery/deliver.ts";
import type { Person } from "../../shapes/person.ts";
import type { Room } from "../../shapes/room.ts";
import { findPerson, findRoom, isBotIn, teamOf } from "../../state/find.ts";
import { openPersonal } from "../../state/rooms.ts";
import type { World } from "../../world.ts";

/**
 * Somebody adds the app: for themselves where no conversation is given, else to a chat, a channel's
 * whole team, or a private or shared channel.
 */
export function install(world: World, who: string, where?: string): Room {
  const person = findPerson(world, who);
  const room = where === undefined ? openPersonal(world, person) : findRoom(world, where);
  if (isBotIn(world, room)) throw new Error(`the app is in ${room.name} already`);
  setBotIn(world, room, true);
  const bot = { id: world.app.botId };
  tell(world, room, person, {
    type: "conversationUpdate",
    membersAdded: room.kind === "personal" ? [bot, accountOf(person)] : [bot],
  });
  tell(world, room, person, { type: "installationUpdate", action: "add" });
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
  tell(world, room, person, { type: "installationUpdate", action: "remove" });
  return room;
}

function setBotIn(world: World, room: Room, isIn: boolean): void {
  const team = teamOf(world, room);
  if (room.kind === "personal") {
    for (const objectId of room.members) {
      if (isIn) world.installedFor.add(objectId);
      else world.installedFor.delete(objectId);
    }
  } else if (team !== undefined && room.channelType === "standard") team.isBotIn = isIn;
  else room.isBotIn = isIn;
}

function tell(
  world: World,
  room: Room,
  person: Person,
  fields: { type: string } & Record<string, unknown>,
): void {
  const team = teamOf(world, room);
  const added = "membersAdded" in fields;
  const isTeam = team !== undefined && fields.type === "conversationUpdate";
  const channelData = {
    ...(team === undefined ? {} : { team: teamInfo(team) }),
    ...(isTeam ? { eventType: added ? "teamMemberAdded" : "teamMemberRemoved" } : {}),
    settings: { selectedChannel: { id: room.id } },
  };
  deliver(world, envelope(world, { room, person, channelData }, fields));
}
