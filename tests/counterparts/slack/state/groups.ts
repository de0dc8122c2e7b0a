import type { UserGroup } from "../shapes/group.ts";
import type { World } from "../world.ts";
import { findUser } from "./users.ts";

export function addGroup(
  world: World,
  teamId: string,
  { handle, users = [] }: { handle: string; users?: string[] },
): UserGroup {
  const group: UserGroup = {
    id: world.ids.next("S"),
    teamId,
    handle,
    name: handle,
    users: new Set(users.map((user) => findUser(world, user).id)),
    deletedAt: undefined,
    updatedAt: world.clock.now(),
  };
  world.groups.set(group.id, group);
  return group;
}

export function findGroup(world: World, idOrHandle: string): UserGroup {
  const handle = idOrHandle.replace(/^@/, "");
  const found =
    world.groups.get(idOrHandle) ??
    [...world.groups.values()].find((group) => group.handle === handle);
  if (found !== undefined) return found;
  throw new Error(`there is no user group @${handle}`);
}

/** As user groups come over the wire. */
export function groupJson(group: UserGroup, withUsers = true) {
  const seconds = Math.floor(group.updatedAt / 1_000);
  return {
    id: group.id,
    team_id: group.teamId,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: "",
    handle: group.handle,
    is_external: false,
    date_create: seconds,
    date_update: seconds,
    date_delete: group.deletedAt === undefined ? 0 : Math.floor(group.deletedAt / 1_000),
    auto_provision: false,
    created_by: "USLACKBOT",
    updated_by: "USLACKBOT",
    prefs: { channels: [], groups: [] },
    ...(withUsers ? { users: [...group.users] } : {}),
    user_count: group.users.size,
  };
}
