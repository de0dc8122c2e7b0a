import { post } from "../../actions/post.ts";
import { SlackRefusal } from "../../api/refusal.ts";
import { checkThread, writableChannel } from "../channel-access.ts";
import { count, flag, type Method, method, text, ts } from "../method.ts";
import { contentArgs, metadataArg } from "./contents.ts";
import { inThread, own } from "./messages.ts";

const MOST_DAYS = 120;
const DAY_MS = 86_400_000;

/** Messages that Slack posts later. */
export const scheduledMethods: Record<string, Method> = {
  "chat.scheduleMessage": method({
    scopes: ["chat:write"],
    tier: "tier3",
    args: {
      channel: text,
      post_at: count,
      thread_ts: ts.optional(),
      reply_broadcast: flag.optional(),
      unfurl_links: flag.optional(),
      unfurl_media: flag.optional(),
      as_user: flag.optional(),
      ...contentArgs,
      ...metadataArg,
    },
    run(call, args) {
      const { world } = call;
      const channel = writableChannel(call, args.channel);
      checkThread(channel, args.thread_ts);
      const waitMs = args.post_at * 1_000 - world.clock.now();
      if (waitMs <= 0) throw new SlackRefusal("time_in_past");
      if (waitMs > MOST_DAYS * DAY_MS) throw new SlackRefusal("time_too_far");
      const message = own(call, args);
      const id = world.ids.next("Q");
      const forget = world.clock.after(waitMs, () => {
        world.scheduled.delete(id);
        if (!channel.archived) post(world, channel, { ...message, ...inThread(args.thread_ts) });
      });
      world.scheduled.set(id, { channelId: channel.id, postAt: args.post_at, forget });
      return { channel: channel.id, scheduled_message_id: id, post_at: args.post_at };
    },
  }),
  "chat.deleteScheduledMessage": method({
    scopes: ["chat:write"],
    tier: "tier3",
    args: { channel: text, scheduled_message_id: text, as_user: flag.optional() },
    run({ world }, { channel, scheduled_message_id: id }) {
      const found = world.scheduled.get(id);
      if (found?.channelId !== channel) throw new SlackRefusal("invalid_scheduled_message_id");
      found.forget();
      world.scheduled.delete(id);
      return {};
    },
  }),
};
