import { emit } from "../events/emit.ts";
import { homeOf, viewJson } from "../modals/view-life.ts";
import type { Channel } from "../shapes/channel.ts";
import { findChannel } from "../state/channels.ts";
import { threadOf } from "../state/messages.ts";
import { sessionIn } from "../state/sessions.ts";
import { findUser } from "../state/users.ts";
import type { World } from "../world.ts";

/** Somebody opens the app: its Home, or the conversation with it. */
export function openHome(world: World, who: string, tab: "home" | "messages" = "home"): void {
  const user = findUser(world, who);
  const channel = findChannel(world, `@${user.id}`);
  const home = tab === "home" ? homeOf(world, user.id) : undefined;
  const view = home === undefined ? {} : { view: viewJson(world, home) };
  const context = world.contexts.get(user.id);
  const event = { type: "app_home_opened", user: user.id, channel: channel.id, tab, ...view };
  emit(world, { ...event, ...(context === undefined ? {} : { context }) }, seenBy(channel));
}

/** While the app is open beside it, somebody goes to another channel. */
export function lookAt(world: World, who: string, where: string): void {
  const user = findUser(world, who);
  const { id } = findChannel(world, where);
  const dm = findChannel(world, `@${user.id}`);
  const entity = { type: "slack#/types/channel_id", value: id, team_id: user.teamId };
  const context = { entities: [entity] };
  world.contexts.set(user.id, context);
  const event = { type: "app_context_changed", user: user.id, channel: dm.id, context };
  emit(world, event, seenBy(dm));
}

/** The stop button of an agent's session: running streams end there and take nothing more. */
export function stopAgent(world: World, who: string, where: string, threadTs: string): void {
  const user = findUser(world, who);
  const channel = findChannel(world, where);
  const session = sessionIn(world, channel.id, threadTs);
  if (session.status !== "processing")
    throw new Error("there is no stop button in this thread now");
  const running = threadOf(channel, threadTs).filter(({ stream }) => stream === "in_progress");
  for (const message of running) message.stream = "errored";
  const event = {
    type: "agent_session_stopped",
    user: user.id,
    channel: channel.id,
    thread_ts: threadTs,
    streaming_message_ts: running.map(({ ts }) => ts),
  };
  emit(world, event, seenBy(channel));
}

export function renameSession(
  world: World,
  who: string,
  where: string,
  threadTs: string,
  title: string,
): void {
  const user = findUser(world, who);
  const channel = findChannel(world, where);
  const session = sessionIn(world, channel.id, threadTs);
  const { title: previous } = session;
  session.title = title;
  const event = {
    type: "agent_session_title_changed",
    user: user.id,
    team_id: user.teamId,
    channel: channel.id,
    thread_ts: threadTs,
    title,
    ...(previous === undefined ? {} : { previous_title: previous }),
  };
  emit(world, event, seenBy(channel));
}

function seenBy(channel: Channel) {
  return { teamId: channel.teamId, channel };
}
