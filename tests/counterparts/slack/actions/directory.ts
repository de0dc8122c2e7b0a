import { emit } from "../events/emit.ts";
import { userJson } from "../events/user-json.ts";
import type { UserGroup } from "../shapes/group.ts";
import type { NewUser, User } from "../shapes/user.ts";
import { addGroup, findGroup, groupJson } from "../state/groups.ts";
import { addUser, findUser } from "../state/users.ts";
import type { World } from "../world.ts";

/** A new colleague. */
export function hire(world: World, teamId: string, user: NewUser): User {
  const added = addUser(world, teamId, user);
  emit(world, { type: "team_join", user: json(world, added) }, { teamId });
  return added;
}

/** Changes somebody: another e-mail, another role, deactivated. */
export function changeUser(
  world: World,
  who: string,
  fields: Partial<Pick<User, "email" | "kind" | "deactivated" | "realName" | "emailConfirmed">>,
): User {
  const user = findUser(world, who);
  Object.assign(user, fields, { updatedAt: world.clock.now() });
  if (fields.deactivated === true) {
    for (const channel of world.channels.values()) channel.members.delete(user.id);
  }
  emit(world, { type: "user_change", user: json(world, user) }, { teamId: user.teamId });
  return user;
}

export function createGroup(
  world: World,
  teamId: string,
  group: { handle: string; users?: string[] },
): UserGroup {
  const added = addGroup(world, teamId, group);
  emit(world, { type: "subteam_created", subteam: groupJson(added) }, { teamId });
  return added;
}

export function setGroupMembers(world: World, idOrHandle: string, users: string[]): UserGroup {
  const group = findGroup(world, idOrHandle);
  const now = new Set(users.map((user) => findUser(world, user).id));
  const added = [...now.difference(group.users)];
  const removed = [...group.users.difference(now)];
  const before = Math.floor(group.updatedAt / 1_000);
  group.users = now;
  group.updatedAt = world.clock.now();
  const event = {
    type: "subteam_members_changed",
    subteam_id: group.id,
    team_id: group.teamId,
    date_previous_update: before,
    date_update: Math.floor(group.updatedAt / 1_000),
    added_users: added,
    added_users_count: added.length,
    removed_users: removed,
    removed_users_count: removed.length,
  };
  emit(world, event, { teamId: group.teamId });
  emit(world, { type: "subteam_updated", subteam: groupJson(group) }, { teamId: group.teamId });
  return group;
}

/** A group that is switched off keeps its id and its members. */
export function disableGroup(world: World, idOrHandle: string): void {
  const group = findGroup(world, idOrHandle);
  group.deletedAt = world.clock.now();
  group.updatedAt = world.clock.now();
  emit(world, { type: "subteam_updated", subteam: groupJson(group) }, { teamId: group.teamId });
}

function json(world: World, user: User) {
  const installed = world.installations.find((one) => one.teamId === user.teamId);
  const email = installed?.scopes.includes("users:read.email") ?? false;
  return userJson(user, { email, byTeam: user.teamId });
}
