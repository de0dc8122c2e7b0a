import type { Channel } from "../shapes/channel.ts";
import type { Message } from "../shapes/message.ts";
import { findChannel } from "../state/channels.ts";
import { repliesOf } from "../state/messages.ts";
import type { World } from "../world.ts";

/** A message as history and events show it; metadata only where it is asked for. */
export function messageJson(world: World, message: Message, withMetadata = false) {
  const channel = findChannel(world, message.channelId);
  const user = world.users.get(message.user);
  return {
    type: "message",
    ...(message.subtype === undefined ? {} : { subtype: message.subtype }),
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: message.teamId,
    ...(message.clientMsgId === undefined ? {} : { client_msg_id: message.clientMsgId }),
    ...(message.blocks === undefined ? {} : { blocks: message.blocks }),
    ...(message.attachments === undefined ? {} : { attachments: message.attachments }),
    ...(message.files === undefined ? {} : { files: message.files }),
    ...(message.botId === undefined
      ? {}
      : { bot_id: message.botId, app_id: message.appId, bot_profile: botProfile(message) }),
    ...(message.username === undefined ? {} : { username: message.username }),
    ...(message.edited === undefined ? {} : { edited: message.edited }),
    ...(message.stream === undefined ? {} : { streaming_state: message.stream }),
    ...reactions(message),
    ...thread(channel, message),
    ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
    ...(user !== undefined && user.teamId !== channel.teamId ? { user_team: user.teamId } : {}),
  };
}

function botProfile({ botId, appId, teamId, username }: Message) {
  return { id: botId, app_id: appId, name: username ?? "bot", team_id: teamId, deleted: false };
}

function reactions(message: Message) {
  const all = [...message.reactions].filter(([, users]) => users.size > 0);
  if (all.length === 0) return {};
  return {
    reactions: all.map(([name, users]) => ({ name, users: [...users], count: users.size })),
  };
}

function thread(channel: Channel, message: Message) {
  const replies = repliesOf(channel, message.ts);
  const latest = replies.at(-1);
  if (latest !== undefined) {
    const users = [...new Set(replies.map((reply) => reply.user))];
    return {
      thread_ts: message.ts,
      reply_count: replies.length,
      reply_users_count: users.length,
      latest_reply: latest.ts,
      reply_users: users,
      is_locked: false,
      subscribed: false,
    };
  }
  if (message.threadTs === undefined) return {};
  const root = channel.messages.find((one) => one.ts === message.threadTs);
  return {
    thread_ts: message.threadTs,
    ...(root === undefined ? {} : { parent_user_id: root.user }),
  };
}
