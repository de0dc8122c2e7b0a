import { channelInfo, envelope, teamInfo } from "../../delivery/activity.ts";
import { deliver } from "../../delivery/deliver.ts";
import type { Room } from "../../shapes/room.ts";
import type { Team } from "../../shapes/team.ts";
import { findPerson, findRoom, findTeam } from "../../state/find.ts";
import { addChannel, type NewChannel } from "../../state/rooms.ts";
import type { World } from "../../world.ts";

export function createChannel(
  world: World,
  who: string,
  team: string,
  name: string,
  fields?: Omit<NewChannel, "isBotIn">,
): Room {
  const room = addChannel(world, team, name, fields);
  tellOfChannel(world, who, room, "channelCreated");
  return room;
}

export function renameChannel(world: World, who: string, where: string, name: string): void {
  const room = findRoom(world, where);
  room.name = name;
  tellOfChannel(world, who, room, "channelRenamed");
}

export function deleteChannel(world: World, who: string, where: string): void {
  const room = findRoom(world, where);
  if (room.id === room.teamId) throw new Error("General cannot be deleted");
  room.isDeleted = true;
  tellOfChannel(world, who, room, "channelDeleted");
}

export function restoreChannel(world: World, who: string, roomId: string): void {
  const room = findRoom(world, roomId);
  room.isDeleted = false;
  tellOfChannel(world, who, room, "channelRestored");
}

export function renameTeam(world: World, who: string, which: string, name: string): void {
  const team = findTeam(world, which);
  team.name = name;
  tellOfTeam(world, who, team, "teamRenamed");
}

export function archiveTeam(world: World, who: string, which: string): void {
  const team = findTeam(world, which);
  team.isArchived = true;
  tellOfTeam(world, who, team, "teamArchived");
}

export function unarchiveTeam(world: World, who: string, which: string): void {
  const team = findTeam(world, which);
  team.isArchived = false;
  tellOfTeam(world, who, team, "teamUnarchived");
}

/** The team and all its channels; the bot is told, and is nowhere in it any more. */
export function deleteTeam(world: World, who: string, which: string): void {
  const team = findTeam(world, which);
  tellOfTeam(world, who, team, "teamDeleted");
  for (const room of world.rooms.values()) if (room.teamId === team.id) room.isDeleted = true;
  world.teams.delete(team.id);
}

function tellOfChannel(world: World, who: string, room: Room, eventType: string): void {
  // Of a private or shared one only those apps are told that were added to it.
  if (room.channelType !== "standard" && !room.isBotIn) return;
  const team = findTeam(world, room.teamId ?? "");
  tell(world, who, team, { eventType, channel: channelInfo(room) });
}

function tellOfTeam(world: World, who: string, team: Team, eventType: string): void {
  tell(world, who, team, { eventType });
}

function tell(world: World, who: string, team: Team, data: Record<string, unknown>): void {
  if (!team.isBotIn) return;
  const room = findRoom(world, team.id);
  const channelData = { team: teamInfo(team), ...data };
  const around = { room, person: findPerson(world, who), channelData };
  deliver(world, envelope(world, around, { type: "conversationUpdate" }));
}
