import type { Message } from "../shapes/message.ts";
import type { Person } from "../shapes/person.ts";
import type { ChannelType, Room } from "../shapes/room.ts";
import type { Team } from "../shapes/team.ts";
import type { World } from "../world.ts";
import { findPerson, findTeam, personalRoom } from "./find.ts";

export interface NewUser {
  displayName?: string;
  email?: string;
  role?: Person["role"];
  /** Another one than the company's: somebody from outside. */
  tenantId?: string;
  locale?: string;
  timeZone?: string;
  /** Without it, the app is in their own chat from the beginning, as an admin set it up. */
  isInstalled?: boolean;
}

/** Somebody new; `name` is what tests call them. */
export function addUser(world: World, name: string, fields: NewUser = {}): Person {
  const displayName = fields.displayName ?? `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const [givenName = displayName, ...rest] = displayName.split(" ");
  const email = fields.email ?? `${name}@contoso.example`;
  const isGuest = fields.role === "guest";
  const tenantId = fields.tenantId ?? world.tenantId;
  const person: Person = {
    ...{ name, displayName, email, tenantId, givenName },
    mri: world.ids.mri(),
    objectId: world.ids.guid(),
    userPrincipalName: isGuest ? `${email.replace("@", "_")}#EXT#@contoso.example` : email,
    surname: rest.join(" "),
    role: fields.role ?? "user",
    locale: fields.locale ?? "en-US",
    timeZone: fields.timeZone ?? "Europe/Berlin",
    isDisabled: false,
  };
  world.people.set(person.objectId, person);
  const isInstalled = fields.isInstalled ?? (tenantId === world.tenantId && person.role === "user");
  if (isInstalled) {
    world.installedFor.add(person.objectId);
    openPersonal(world, person);
  }
  return person;
}

/** Their chat with the bot, opened where there was none. */
export function openPersonal(world: World, person: Person): Room {
  const known = personalRoom(world, person.objectId);
  if (known !== undefined) return known;
  return keep(world, {
    id: world.ids.personalChat(),
    name: `@${person.name}`,
    kind: "personal",
    members: [person],
    isBotIn: true,
  });
}

interface NewRoom {
  id: string;
  name: string;
  kind: Room["kind"];
  members: Person[];
  isBotIn: boolean;
  hearsAll?: boolean | undefined;
  teamId?: string;
  channelType?: ChannelType;
}

function keep(world: World, { members, ...fields }: NewRoom): Room {
  const room: Room = {
    teamId: undefined,
    channelType: undefined,
    ...fields,
    tenantId: world.tenantId,
    members: new Set(members.map(({ objectId }) => objectId)),
    withTheirTeam: new Set(),
    hearsAll: fields.hearsAll ?? false,
    isDeleted: false,
    messages: [],
  };
  world.rooms.set(room.id, room);
  return room;
}

export interface NewChat {
  kind?: "group" | "meeting";
  members: string[];
  isBotIn?: boolean;
  hearsAll?: boolean;
}

export function addChat(world: World, name: string, fields: NewChat): Room {
  const kind = fields.kind ?? "group";
  return keep(world, {
    id: kind === "meeting" ? world.ids.meetingChat() : world.ids.chat(),
    ...{ name, kind },
    members: fields.members.map((who) => findPerson(world, who)),
    isBotIn: fields.isBotIn ?? true,
    hearsAll: fields.hearsAll,
  });
}

export interface NewTeam {
  members: string[];
  owners?: string[];
  visibility?: Team["visibility"];
  isBotIn?: boolean;
  hearsAll?: boolean;
}

/** A team with its General channel, whose conversation is the team's own. */
export function addTeam(world: World, name: string, fields: NewTeam): Team {
  const ids = (whos: string[]) => new Set(whos.map((who) => findPerson(world, who).objectId));
  const team: Team = {
    id: world.ids.channel(),
    name,
    tenantId: world.tenantId,
    groupId: world.ids.guid(),
    members: ids(fields.members),
    owners: ids(fields.owners ?? fields.members.slice(0, 1)),
    visibility: fields.visibility ?? "public",
    isBotIn: fields.isBotIn ?? true,
    hearsAll: fields.hearsAll ?? false,
    isArchived: false,
  };
  world.teams.set(team.id, team);
  addChannel(world, team.id, "General", { id: team.id });
  return team;
}

export interface NewChannel {
  id?: string;
  type?: ChannelType;
  /** Of a private or shared one; a standard one has those of its team. */
  members?: string[];
  /** Of a private or shared one: somebody added the app to it. No new one has it. */
  isBotIn?: boolean;
  hearsAll?: boolean;
}

export function addChannel(
  world: World,
  team: string,
  name: string,
  fields: NewChannel = {},
): Room {
  return keep(world, {
    id: fields.id ?? world.ids.channel(),
    name,
    kind: "channel",
    teamId: findTeam(world, team).id,
    channelType: fields.type ?? "standard",
    members: (fields.members ?? []).map((who) => findPerson(world, who)),
    isBotIn: fields.isBotIn ?? false,
    hearsAll: fields.hearsAll,
  });
}

type NewMessage = Pick<Message, "from" | "text"> & Partial<Message>;

/** Puts a message at the end of a conversation. */
export function addMessage(world: World, room: Room, fields: NewMessage): Message {
  const at = world.clock.now();
  const message: Message = {
    id: world.ids.message(at),
    roomId: room.id,
    rootId: undefined,
    at,
    mentions: [],
    quotedId: undefined,
    activity: undefined,
    ownCards: new Map(),
    reactions: new Map(),
    isEdited: false,
    isDeleted: false,
    stream: undefined,
    ...fields,
  };
  room.messages.push(message);
  return message;
}
