import { change, type NewMessage, post, postEphemeral, remove } from "../../actions/post.ts";
import { SlackRefusal } from "../../api/refusal.ts";
import { messageJson } from "../../events/message-json.ts";
import { checkThread, ownMessage, seenChannel, writableChannel } from "../channel-access.ts";
import { type Call, flag, type Method, method, text, ts } from "../method.ts";
import { authorArgs, type Contents, contentArgs, metadataArg, readContents } from "./contents.ts";

const MOST_IN_UPDATES = 4_000;

/** Messages, but for streams. */
export const chatMethods: Record<string, Method> = {
  "chat.postMessage": method({
    scopes: ["chat:write"],
    tier: "post",
    args: {
      channel: text,
      thread_ts: ts.optional(),
      reply_broadcast: flag.optional(),
      unfurl_links: flag.optional(),
      unfurl_media: flag.optional(),
      mrkdwn: flag.optional(),
      ...contentArgs,
      ...authorArgs,
      ...metadataArg,
    },
    run(call, args) {
      const channel = writableChannel(call, args.channel);
      checkThread(channel, args.thread_ts);
      const message = post(call.world, channel, {
        ...own(call, args),
        ...inThread(args.thread_ts),
        ...(args.reply_broadcast === true ? { broadcast: true, subtype: "thread_broadcast" } : {}),
        unfurlLinks: args.unfurl_links ?? false,
        unfurlMedia: args.unfurl_media ?? true,
      });
      clearStatusLine(call, channel.id, args.thread_ts ?? message.ts);
      return {
        channel: channel.id,
        ts: message.ts,
        message: messageJson(call.world, message, true),
      };
    },
  }),
  "chat.postEphemeral": method({
    scopes: ["chat:write"],
    tier: "tier4",
    args: { channel: text, user: text, thread_ts: ts.optional(), ...contentArgs, ...authorArgs },
    run(call, args) {
      const channel = writableChannel(call, args.channel);
      if (!channel.members.has(args.user)) throw new SlackRefusal("user_not_in_channel");
      const message = postEphemeral(call.world, channel, {
        ...own(call, args, MOST_IN_UPDATES),
        ...inThread(args.thread_ts),
        ephemeralFor: args.user,
      });
      return { message_ts: message.ts };
    },
  }),
  "chat.update": method({
    scopes: ["chat:write"],
    tier: "tier3",
    args: {
      channel: text,
      ts,
      as_user: flag.optional(),
      reply_broadcast: flag.optional(),
      file_ids: text.optional(),
      ...contentArgs,
      ...metadataArg,
    },
    run(call, args) {
      const channel = seenChannel(call, args.channel);
      if (channel.archived) throw new SlackRefusal("is_archived");
      const message = ownMessage(call, channel, args.ts, "cant_update_message");
      if (message.stream === "in_progress") throw new SlackRefusal("streaming_state_conflict");
      const { text: words, ...made } = readContents(call, args, MOST_IN_UPDATES);
      const now = call.world.ids.ts(call.world.clock.now());
      change(call.world, channel, message, {
        text: words,
        ...made,
        edited: { user: call.installation.botUserId, ts: now },
      });
      const updated = messageJson(call.world, message, true);
      return { channel: channel.id, ts: message.ts, text: message.text, message: updated };
    },
  }),
  "chat.delete": method({
    scopes: ["chat:write"],
    tier: "tier3",
    args: { channel: text, ts, as_user: flag.optional() },
    run(call, args) {
      const channel = seenChannel(call, args.channel);
      const message = ownMessage(call, channel, args.ts, "cant_delete_message");
      remove(call.world, channel, message);
      return { channel: channel.id, ts: args.ts };
    },
  }),
  "chat.getPermalink": method({
    tier: "free",
    args: { channel: text, message_ts: ts },
    run(call, { channel: id, message_ts: when }) {
      const channel = seenChannel(call, id);
      const found = channel.messages.find((message) => message.ts === when);
      if (found === undefined) throw new SlackRefusal("message_not_found");
      const domain = call.world.teams.get(channel.teamId)?.domain;
      const link = `https://${domain}.slack.com/archives/${id}/p${when.replace(".", "")}`;
      const thread = found.threadTs === undefined ? "" : `?thread_ts=${found.threadTs}&cid=${id}`;
      return { channel: id, permalink: `${link}${thread}` };
    },
  }),
};

/** A message of the app's own, checked. */
export function own(call: Call, contents: Contents, most?: number): NewMessage {
  const { botUserId: user, botId } = call.installation;
  return { ...readContents(call, contents, most), user, botId, appId: call.world.app.id };
}

export function inThread(threadTs: string | undefined) {
  return threadTs === undefined ? {} : { threadTs };
}

/** Slack takes the status line away when the app answers. */
export function clearStatusLine({ world }: Call, channelId: string, threadTs: string): void {
  const session = world.sessions.get(`${channelId}:${threadTs}`);
  if (session !== undefined) session.line = "";
}
