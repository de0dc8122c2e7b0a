import type { Group, Principals, Space, User } from "../site/items.ts";
import type { World } from "../world.ts";

/** A slice of a list as v1 has it, by `start` and `limit`. */
export function slice<Item>(items: readonly Item[], start: number, limit: number) {
  const results = items.slice(start, start + limit);
  return { results, start, limit, size: results.length };
}

export function v1UserJson(world: World, user: User) {
  const { accountId, name, email, emailVisible, timeZone, accountType } = user;
  return {
    ...{ type: "known", accountId, accountType },
    email: emailVisible ? email : "",
    ...{ publicName: name, displayName: name },
    timeZone: emailVisible ? timeZone : null,
    profilePicture: { path: "/wiki/aa-avatar/user", width: 48, height: 48, isDefault: true },
    ...{ isExternalCollaborator: false, externalCollaborator: false },
    _expandable: { operations: "", personalSpace: "" },
    _links: { self: `${world.siteUrl}/wiki/rest/api/user?accountId=${accountId}` },
  };
}

export function groupJson({ siteUrl }: World, { id, name }: Group) {
  const self = `${siteUrl}/wiki/rest/api/group/by-id?id=${id}`;
  return { type: "group", name, id, _links: { self } };
}

export function v1SpaceJson({ siteUrl }: World, { id, key, name, type, status }: Space) {
  return {
    ...{ id: Number(id), key, name, type, status },
    _expandable: { permissions: "", homepage: "" },
    _links: { webui: `/spaces/${key}`, self: `${siteUrl}/wiki/rest/api/space/${key}` },
  };
}

interface Range {
  start: number;
  limit: number;
  withUsers: boolean;
  withGroups: boolean;
}

/** Who an operation on some content is kept for; nobody named means that it is not restricted. */
export function restrictionJson(
  world: World,
  id: string,
  operation: "read" | "update",
  named: Principals | undefined,
  { start, limit, withUsers, withGroups }: Range,
) {
  const { users = [], groups = [] } = named ?? {};
  const found = users.flatMap((one) => world.site.users.get(one) ?? []);
  const foundGroups = groups.flatMap((one) => world.site.groups.get(one) ?? []);
  const user = slice(
    found.map((one) => v1UserJson(world, one)),
    start,
    limit,
  );
  const group = slice(
    foundGroups.map((one) => groupJson(world, one)),
    start,
    limit,
  );
  const self = `${world.siteUrl}/wiki/rest/api/content/${id}/restriction/byOperation/${operation}`;
  return {
    operation,
    restrictions: {
      ...(withUsers ? { user } : {}),
      ...(withGroups ? { group } : {}),
      _expandable: { ...(withUsers ? {} : { user: "" }), ...(withGroups ? {} : { group: "" }) },
    },
    _expandable: { content: `/rest/api/content/${id}` },
    _links: { self },
  };
}
