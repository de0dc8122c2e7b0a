import { z } from "zod";
import { SlackRefusal } from "../../api/refusal.ts";
import { findMessage } from "../../state/messages.ts";
import { sessionIn } from "../../state/sessions.ts";
import { seenChannel } from "../channel-access.ts";
import { type Call, json, type Method, method, needScope, text, ts } from "../method.ts";

const status = z.enum(["active", "processing", "suspended", "closed"]);
const MOST_TITLE = 200;
const authors = {
  icon_emoji: text.optional(),
  icon_url: text.optional(),
  username: text.optional(),
};
const prompt = z.strictObject({ title: z.string().min(1), message: z.string().min(1) });

/** What an agent shows around its messages: sessions, and the older status line, title and prompts. */
export const agentMethods: Record<string, Method> = {
  "agents.sessions.setStatus": method({
    scopes: ["chat:write"],
    tier: "tier3",
    args: {
      channel_id: text,
      status,
      thread_ts: ts,
      title: z.string().max(MOST_TITLE).optional(),
      initiator_user_id: text.optional(),
      ...authors,
    },
    run(call, args) {
      const { world } = call;
      const key = threadOf(call, args.channel_id, args.thread_ts);
      const fresh = !world.sessions.has(`${args.channel_id}:${key}`);
      const session = sessionIn(world, args.channel_id, key);
      session.status = args.status;
      if (args.status !== "processing") session.line = "";
      if (fresh) Object.assign(session, { title: args.title, initiator: args.initiator_user_id });
      world.version += 1;
      const { bot_events: events } = world.app.manifest.settings.event_subscriptions;
      const warning = "missing_agent_session_stopped_event_subscription";
      if (args.status === "processing" && !events.includes("agent_session_stopped")) {
        call.complain(warning);
        return { ...said(session), warning, response_metadata: { warnings: [warning] } };
      }
      return said(session);
    },
  }),
  "agents.sessions.rename": method({
    scopes: ["chat:write"],
    tier: "tier3",
    args: { channel_id: text, title: z.string().min(1).max(MOST_TITLE), thread_ts: ts },
    run(call, { channel_id: id, title, thread_ts: thread }) {
      const key = threadOf(call, id, thread);
      if (!call.world.sessions.has(`${id}:${key}`)) throw new SlackRefusal("session_not_found");
      sessionIn(call.world, id, key).title = title;
      call.world.version += 1;
      return { title };
    },
  }),
  "assistant.threads.setStatus": method({
    scopes: ["chat:write", "assistant:write"],
    tier: "status",
    args: {
      channel_id: text,
      thread_ts: ts,
      status: text,
      loading_messages: json(z.array(z.string().min(1)).max(10)).optional(),
      ...authors,
    },
    run(call, args) {
      const thread = threadOf(call, args.channel_id, args.thread_ts);
      const session = sessionIn(call.world, args.channel_id, thread);
      session.line = args.status;
      session.loadingMessages = args.loading_messages ?? [];
      session.status = args.status === "" ? "active" : "processing";
      call.world.version += 1;
      return {};
    },
  }),
  "assistant.threads.setTitle": method({
    scopes: ["assistant:write"],
    tier: "tier4",
    args: { channel_id: text, thread_ts: ts, title: z.string().min(1).max(MOST_TITLE) },
    run(call, args) {
      const thread = threadOf(call, args.channel_id, args.thread_ts);
      sessionIn(call.world, args.channel_id, thread).title = args.title;
      call.world.version += 1;
      return {};
    },
  }),
  "assistant.threads.setSuggestedPrompts": method({
    scopes: ["assistant:write"],
    tier: "tier4",
    args: {
      channel_id: text,
      thread_ts: ts.optional(),
      title: text.optional(),
      prompts: json(z.array(prompt).min(1).max(4)),
    },
    run(call, { channel_id: id, thread_ts: thread, title, prompts }) {
      const channel = seenChannel(call, id);
      if (channel.kind !== "im") throw new SlackRefusal("channel_not_found");
      if (thread !== undefined && call.world.app.manifest.features.agent_view !== undefined) {
        call.complain("thread_ts makes it fail silently where the manifest has agent_view");
        return {};
      }
      call.world.prompts.set(id, { ...(title === undefined ? {} : { title }), prompts });
      call.world.version += 1;
      return {};
    },
  }),
};

function said({ status: now, title }: { status: string; title: string | undefined }) {
  return { status: now, agent_status: now, ...(title === undefined ? {} : { title }) };
}

/** The thread that a session belongs to; the app must be there, and an agent. */
function threadOf(call: Call, channelId: string, thread: string): string {
  const channel = seenChannel(call, channelId);
  if (!channel.members.has(call.installation.botUserId)) throw new SlackRefusal("not_in_channel");
  if (findMessage(channel, thread) === undefined) throw new SlackRefusal("invalid_thread_ts");
  const { agent_view: agent, assistant_view: assistant } = call.world.app.manifest.features;
  if (agent === undefined && assistant === undefined) needScope(call, "assistant:write");
  return thread;
}
