import type { Channel } from "../shapes/channel.ts";
import type { Message } from "../shapes/message.ts";
import type { User } from "../shapes/user.ts";
import type { World } from "../world.ts";

interface Where {
  channel: Channel;
  message?: Message;
  threadTs?: string;
}

/** The part that every interaction begins with. */
export function interaction(world: World, user: User, type: string, viewId?: string) {
  const installed = installedFor(world, user);
  const team = world.teams.get(installed.teamId);
  return {
    type,
    team: { id: installed.teamId, domain: team?.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: world.app.id,
    token: world.app.verificationToken,
    trigger_id: newTrigger(world, user, installed.teamId, viewId),
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** The installation that serves this person: their own workspace's, or the one that invited them. */
export function installedFor(world: World, user: User) {
  const active = world.installations.filter(({ state }) => state === "active");
  const installed = active.find(({ teamId }) => teamId === user.teamId) ?? active[0];
  if (installed === undefined) throw new Error("the app is not installed anywhere");
  return installed;
}

export function newTrigger(
  world: World,
  user: User,
  teamId: string,
  viewId: string | undefined,
): string {
  const id = `${world.ids.next("")}.${user.id}.${crypto.randomUUID()}`;
  const at = world.clock.now();
  world.triggers.set(id, { id, userId: user.id, teamId, at, used: false, viewId });
  return id;
}

export function newResponseUrl(world: World, user: User, where: Where): string {
  const { channel, message, threadTs = message?.threadTs } = where;
  const id = crypto.randomUUID();
  world.responseUrls.set(id, {
    id,
    channelId: channel.id,
    userId: user.id,
    teamId: installedFor(world, user).teamId,
    messageTs: message?.ts,
    threadTs,
    at: world.clock.now(),
    uses: 0,
  });
  return `${world.url}/response/${id}`;
}
