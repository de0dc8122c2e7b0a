import type { Channel, NewChannel } from "../shapes/channel.ts";
import type { World } from "../world.ts";
import { findUser } from "./users.ts";

export function addChannel(world: World, teamId: string, channel: NewChannel): Channel {
  const kind = channel.kind ?? "public";
  const members = (channel.members ?? []).map((member) => findUser(world, member).id);
  const added: Channel = {
    id: world.ids.next(kind === "im" ? "D" : "C"),
    name: channel.name,
    kind,
    teamId,
    sharedWith: channel.sharedWith ?? [],
    members: new Set(members),
    archived: false,
    creator: members[0] ?? "USLACKBOT",
    createdAt: world.clock.now(),
    topic: channel.topic ?? "",
    purpose: "",
    messages: [],
    ephemeral: [],
    deleted: [],
  };
  world.channels.set(added.id, added);
  return added;
}

/** By id, or by name with or without `#`; `@amy` is the conversation of amy and the app. */
export function findChannel(world: World, idOrName: string): Channel {
  const byId = world.channels.get(idOrName);
  if (byId !== undefined) return byId;
  if (idOrName.startsWith("@")) return directMessageWithApp(world, idOrName.slice(1));
  const name = idOrName.replace(/^#/, "");
  const named = [...world.channels.values()].filter((channel) => channel.name === name);
  const [channel] = named;
  if (channel !== undefined && named.length === 1) return channel;
  throw new Error(
    named.length > 1
      ? `${named.length} channels are called #${name}: give an id`
      : `there is no channel #${name}`,
  );
}

/** The one conversation that these people have together; made where there is none. */
export function openConversation(world: World, teamId: string, users: string[]): Channel {
  const wanted = new Set(users);
  for (const channel of world.channels.values()) {
    const direct = channel.kind === "im" || channel.kind === "mpim";
    if (direct && channel.members.size === wanted.size && wanted.isSubsetOf(channel.members)) {
      return channel;
    }
  }
  const kind = wanted.size > 2 ? "mpim" : "im";
  const names = [...wanted].map((id) => world.users.get(id)?.name ?? id);
  const name = kind === "im" ? "" : `mpdm-${names.join("--")}-1`;
  return addChannel(world, teamId, { name, kind, members: [...wanted] });
}

function directMessageWithApp(world: World, name: string): Channel {
  const user = findUser(world, name);
  const installed = world.installations.find((one) => one.teamId === user.teamId);
  if (installed === undefined) throw new Error(`the app is not installed where ${name} is`);
  return openConversation(world, user.teamId, [user.id, installed.botUserId]);
}

/** Every workspace that takes part. */
export function teamsOf(channel: Channel): string[] {
  return [channel.teamId, ...channel.sharedWith];
}

export function isPrivateTo(channel: Channel, userId: string): boolean {
  return channel.kind !== "public" && !channel.members.has(userId);
}
