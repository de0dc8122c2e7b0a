import { deliver } from "../delivery/deliver.ts";
import type { Delivery } from "../delivery/delivery.ts";
import type { Installation } from "../shapes/app.ts";
import type { Channel } from "../shapes/channel.ts";
import { teamsOf } from "../state/channels.ts";
import type { World } from "../world.ts";
import { subscriptionOf } from "./subscriptions.ts";

export interface SlackEvent {
  type: string;
  [field: string]: unknown;
}

interface Happened {
  teamId: string;
  channel?: Channel;
  /** The bot need not be in the channel: it has just left, or the event is about it. */
  seenFromOutside?: boolean;
  /** Sent though the installation is gone. */
  evenIfGone?: boolean;
}

/** Tells the app what happened, where it asked for that, may know it and can see it. */
export function emit(world: World, event: SlackEvent, happened: Happened): Delivery | undefined {
  world.version += 1;
  const { channel } = happened;
  const { name, scopes } = subscriptionOf(event.type, channel);
  const wanted = world.app.manifest.settings.event_subscriptions.bot_events;
  if (!wanted.includes(name)) return undefined;
  const teams = channel === undefined ? [happened.teamId] : teamsOf(channel);
  const receiver = world.installations.find(
    (one) =>
      teams.includes(one.teamId) &&
      (one.state === "active" || happened.evenIfGone === true) &&
      (scopes.length === 0 || scopes.some((scope) => one.scopes.includes(scope))) &&
      canSee(one, happened),
  );
  if (receiver === undefined) return undefined;
  for (const scope of scopes) world.usedScopes.add(scope);
  return deliver(world, {
    kind: "events_api",
    what: event.type,
    payload: envelope(world, event, receiver, channel),
  });
}

function canSee({ botUserId }: Installation, { channel, seenFromOutside }: Happened): boolean {
  return channel === undefined || seenFromOutside === true || channel.members.has(botUserId);
}

function envelope(
  world: World,
  event: SlackEvent,
  { teamId, botUserId }: Installation,
  channel: Channel | undefined,
) {
  const eventTs = event.event_ts ?? world.ids.ts(world.clock.now());
  return {
    token: world.app.verificationToken,
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: world.app.id,
    event: { ...event, event_ts: eventTs },
    type: "event_callback",
    event_id: world.ids.next("Ev"),
    event_time: Math.floor(world.clock.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: (channel?.sharedWith.length ?? 0) > 0,
    event_context: `4-${world.ids.next("ctx")}`,
  };
}
