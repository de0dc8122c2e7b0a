import { messageActivity } from "../delivery/activity.ts";
import { deliver } from "../delivery/deliver.ts";
import type { Mention, Message } from "../shapes/message.ts";
import type { Person } from "../shapes/person.ts";
import type { Room } from "../shapes/room.ts";
import { findPerson, findRoom, hearsAll, isBotIn, membersOf, teamOf } from "../state/find.ts";
import { addMessage } from "../state/rooms.ts";
import type { World } from "../world.ts";

export interface SayOptions {
  /** In a channel: the message, or its id, whose thread this goes to; a new post without. */
  thread?: Message | string | undefined;
  /** In a chat, which has no threads: the message that this one answers by quoting it. */
  quote?: Message | undefined;
}

/**
 * Somebody writes. `@Footnote` and `@ana` in the words become mentions; the bot is told where it is
 * named, where it hears everything and in its own chats.
 */
export function say(
  world: World,
  who: string,
  where: string,
  words: string,
  options: SayOptions = {},
): Message {
  const person = findPerson(world, who);
  const room = findRoom(world, where);
  mustBeThere(world, room, person);
  const { text, mentions } = withMentions(world, words);
  const message = addMessage(world, room, {
    from: person.objectId,
    ...{ text, mentions },
    rootId: rootOf(room, options.thread),
    quotedId: options.quote?.id,
  });
  if (isTold(world, room, message)) {
    deliver(world, messageActivity(world, room, message, person, { type: "message" }));
  }
  return message;
}

/** Whether the bot is told of a message of a person's. */
export function isTold(world: World, room: Room, { mentions }: Message): boolean {
  if (!isBotIn(world, room)) return false;
  return hearsAll(world, room) || mentions.some(({ id }) => id === world.app.botId);
}

export function mustBeThere(world: World, room: Room, person: Person): void {
  if (room.isDeleted) throw new Error(`${room.name} is deleted`);
  if (teamOf(world, room)?.isArchived === true) throw new Error(`${room.name} is archived`);
  if (!membersOf(world, room).includes(person)) {
    throw new Error(`${person.name} is not in ${room.name}`);
  }
}

function rootOf(room: Room, thread: Message | string | undefined): string | undefined {
  if (thread === undefined) return undefined;
  if (room.kind !== "channel") throw new Error(`${room.name} is a chat, which has no threads`);
  const id = typeof thread === "string" ? thread : thread.id;
  const found = room.messages.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${room.name} has no message ${id}`);
  return found.rootId ?? found.id;
}

/** Words with `<at>…</at>` for whom they name. */
export function withMentions(world: World, words: string): { text: string; mentions: Mention[] } {
  const mentions: Mention[] = [];
  const text = words.replaceAll(/(?<![\w.])@([\w-]+)/g, (all, name: string) => {
    const named = accountFor(world, name);
    if (named === undefined) return all;
    const mention = { text: `<at>${named.name}</at>`, ...named };
    mentions.push(mention);
    return mention.text;
  });
  return { text, mentions };
}

function accountFor(world: World, name: string): { id: string; name: string } | undefined {
  const { app, people } = world;
  if (name === app.name) return { id: app.botId, name: app.name };
  const person = [...people.values()].find((one) => one.name === name);
  return person && { id: person.mri, name: person.displayName };
}
