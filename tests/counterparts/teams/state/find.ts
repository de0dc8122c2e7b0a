import type { Message } from "../shapes/message.ts";
import type { Person } from "../shapes/person.ts";
import type { Room } from "../shapes/room.ts";
import type { Team } from "../shapes/team.ts";
import type { World } from "../world.ts";

/** By name, Entra object id or Teams' own id. */
export function findPerson(world: World, who: string): Person {
  const found = lookUpPerson(world, who);
  if (found === undefined) throw new Error(`nobody here is called ${who}`);
  return found;
}

export function lookUpPerson(world: World, who: string): Person | undefined {
  const direct = world.people.get(who);
  if (direct !== undefined) return direct;
  return [...world.people.values()].find(({ name, mri }) => name === who || mri === who);
}

/** By id, or by name: `General`, `Sales/General` where two teams have one, `@ana` for ana's own chat. */
export function findRoom(world: World, where: string): Room {
  const byId = world.rooms.get(where);
  if (byId !== undefined) return byId;
  const rooms = [...world.rooms.values()].filter(({ isDeleted }) => !isDeleted);
  const found = rooms.filter((room) => room.name === where || fullName(world, room) === where);
  const [only] = found;
  if (only === undefined) throw new Error(`there is no conversation ${where}`);
  if (found.length > 1)
    throw new Error(
      `${where} could be several: say ${found.map((one) => fullName(world, one)).join(" or ")}`,
    );
  return only;
}

export function fullName(world: World, { name, teamId }: Room): string {
  const team = teamId === undefined ? undefined : world.teams.get(teamId);
  return team === undefined ? name : `${team.name}/${name}`;
}

/** By name or id. */
export function findTeam(world: World, which: string): Team {
  const found =
    world.teams.get(which) ?? [...world.teams.values()].find(({ name }) => name === which);
  if (found === undefined) throw new Error(`there is no team ${which}`);
  return found;
}

export function teamOf(world: World, room: Room): Team | undefined {
  return room.teamId === undefined ? undefined : world.teams.get(room.teamId);
}

export function findMessage(room: Room, id: string): Message | undefined {
  return room.messages.find((one) => one.id === id);
}

/** Everybody who is in it. */
export function membersOf(world: World, room: Room): Person[] {
  const ids =
    room.channelType === "standard" ? (teamOf(world, room)?.members ?? room.members) : room.members;
  return [...ids].flatMap((id) => world.people.get(id) ?? []);
}

/** Whether the bot is in it, and thus may speak there and hears of it. */
export function isBotIn(world: World, room: Room): boolean {
  if (room.isDeleted) return false;
  const inTeam = teamOf(world, room)?.isBotIn === true;
  if (room.kind === "channel") return inTeam && (room.channelType === "standard" || room.isBotIn);
  if (room.kind === "personal") return [...room.members].some((id) => world.installedFor.has(id));
  return room.isBotIn;
}

/** Whether the bot is told of messages that do not name it. */
export function hearsAll(world: World, room: Room): boolean {
  if (room.kind === "personal") return true;
  return room.hearsAll || (room.kind === "channel" && teamOf(world, room)?.hearsAll === true);
}

export function personalRoom(world: World, objectId: string): Room | undefined {
  return [...world.rooms.values()].find(
    ({ kind, members }) => kind === "personal" && members.has(objectId),
  );
}
