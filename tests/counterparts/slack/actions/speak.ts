import type { Channel } from "../shapes/channel.ts";
import type { Message, SharedFile } from "../shapes/message.ts";
import type { User } from "../shapes/user.ts";
import { findChannel } from "../state/channels.ts";
import { findMessage } from "../state/messages.ts";
import { findUser } from "../state/users.ts";
import type { World } from "../world.ts";
import { change, post, remove } from "./post.ts";
import { typed } from "./typed.ts";

export interface SayOptions {
  /** The message to answer, or its time stamp. */
  thread?: string | Message;
  /** Also shown in the channel. */
  broadcast?: boolean;
  files?: SharedFile[];
}

/** Somebody writes; `channel` may be `#general`, `@amy` (amy's conversation with the app) or an id. */
export function say(
  world: World,
  who: string,
  where: string,
  words: string,
  options: SayOptions = {},
): Message {
  const user = findUser(world, who);
  const channel = findChannel(world, where);
  mustBeThere(channel, user);
  const { thread } = options;
  const threadTs = typeof thread === "string" ? thread : (thread?.threadTs ?? thread?.ts);
  const { text, blocks } = typed(world, { teamId: user.teamId, userId: user.id }, words);
  return post(world, channel, {
    user: user.id,
    text,
    ...(words === "" ? {} : { blocks }),
    ...(user.botId === undefined
      ? { clientMsgId: crypto.randomUUID() }
      : { subtype: "bot_message", botId: user.botId, appId: "AOTHER" }),
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(options.broadcast === true ? { broadcast: true, subtype: "thread_broadcast" } : {}),
    ...(options.files === undefined ? {} : { files: options.files, subtype: "file_share" }),
  });
}

/** Writes with the app's name in front. */
export function mention(
  world: World,
  who: string,
  where: string,
  words: string,
  options: SayOptions = {},
): Message {
  const channel = findChannel(world, where);
  const there = world.installations.find(({ botUserId }) => channel.members.has(botUserId));
  const bot = world.users.get(there?.botUserId ?? world.installations[0]?.botUserId ?? "");
  return say(world, who, where, `@${bot?.name} ${words}`, options);
}

export function editMessage(world: World, message: Message, words: string): void {
  const channel = findChannel(world, message.channelId);
  const { text, blocks } = typed(world, { teamId: message.teamId, userId: message.user }, words);
  const edited = { user: message.user, ts: world.ids.ts(world.clock.now()) };
  change(world, channel, message, { text, blocks, edited });
}

export function deleteMessage(world: World, message: Message): void {
  const channel = findChannel(world, message.channelId);
  if (findMessage(channel, message.ts) === undefined) throw new Error("it is deleted already");
  remove(world, channel, message);
}

export function mustBeThere(channel: Channel, user: User): void {
  if (channel.archived) throw new Error(`#${channel.name} is archived`);
  if (user.deactivated) throw new Error(`${user.name} is deactivated`);
  if (!channel.members.has(user.id)) throw new Error(`${user.name} is not in #${channel.name}`);
}
