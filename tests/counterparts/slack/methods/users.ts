import { SlackRefusal } from "../api/refusal.ts";
import { userJson } from "../events/user-json.ts";
import type { User } from "../shapes/user.ts";
import { groupJson } from "../state/groups.ts";
import { type Call, flag, type Method, method, page, paging, text } from "./method.ts";

/** People and their groups. */
export const userMethods: Record<string, Method> = {
  "users.info": method({
    scopes: ["users:read"],
    tier: "tier4",
    args: { user: text, include_locale: flag.optional() },
    run(call, { user: id }) {
      const user = call.world.users.get(id);
      if (user === undefined) throw new SlackRefusal("user_not_found");
      if (!isSeen(call, user)) throw new SlackRefusal("user_not_visible");
      return { user: json(call, user) };
    },
  }),
  "users.list": method({
    scopes: ["users:read"],
    tier: "tier2",
    args: { include_locale: flag.optional(), team_id: text.optional(), ...paging },
    run(call, asked) {
      const { teamId } = call.installation;
      const team = [...call.world.users.values()].filter((user) => user.teamId === teamId);
      const { items, response_metadata } = page(team, asked);
      const seconds = Math.floor(call.world.clock.now() / 1_000);
      return {
        members: items.map((user) => json(call, user)),
        cache_ts: seconds,
        response_metadata,
      };
    },
  }),
  "users.lookupByEmail": method({
    scopes: ["users:read.email"],
    tier: "tier3",
    args: { email: text },
    run(call, { email }) {
      const wanted = email.toLowerCase();
      const user = [...call.world.users.values()].find(
        (one) =>
          one.teamId === call.installation.teamId &&
          one.email?.toLowerCase() === wanted &&
          !one.deactivated,
      );
      if (user === undefined) throw new SlackRefusal("users_not_found");
      return { user: json(call, user) };
    },
  }),
  "usergroups.list": method({
    scopes: ["usergroups:read"],
    tier: "tier2",
    args: {
      include_users: flag.optional(),
      include_count: flag.optional(),
      include_disabled: flag.optional(),
      team_id: text.optional(),
    },
    run({ world, installation }, { include_users = false, include_disabled = false }) {
      const groups = [...world.groups.values()].filter(
        (group) =>
          group.teamId === installation.teamId &&
          (include_disabled || group.deletedAt === undefined),
      );
      return { usergroups: groups.map((group) => groupJson(group, include_users)) };
    },
  }),
  "usergroups.users.list": method({
    scopes: ["usergroups:read"],
    tier: "tier2",
    args: { usergroup: text, include_disabled: flag.optional(), team_id: text.optional() },
    run({ world, installation }, { usergroup, include_disabled = false }) {
      const group = world.groups.get(usergroup);
      const gone = group?.deletedAt !== undefined && !include_disabled;
      if (group === undefined || group.teamId !== installation.teamId || gone) {
        throw new SlackRefusal("no_such_subteam");
      }
      return { users: [...group.users] };
    },
  }),
};

function json({ installation }: Call, user: User) {
  const email = installation.scopes.includes("users:read.email");
  return userJson(user, { email, byTeam: installation.teamId });
}

/** Somebody of another workspace is seen only where they share a channel with this one. */
function isSeen({ world, installation }: Call, user: User): boolean {
  if (user.teamId === installation.teamId) return true;
  return [...world.channels.values()].some(
    (channel) =>
      channel.members.has(user.id) &&
      (channel.teamId === installation.teamId || channel.sharedWith.includes(installation.teamId)),
  );
}
