import { invalid, notFound, Refusal } from "../../replies/refusal.ts";
import { groupJson, slice, v1UserJson } from "../../replies/v1-json.ts";
import { count, text } from "../../requests/parameters.ts";
import type { Group } from "../../site/items.ts";
import type { World } from "../../world.ts";
import { type Answer, type Asked, type Route, route } from "../route.ts";

const USER = ["read:confluence-user", "read:content-details:confluence"];
const GROUPS = ["read:confluence-groups", "read:group:confluence"];
const MEMBERS = ["read:confluence-groups", ["read:group:confluence", "read:user:confluence"]];
const MOST = 200;
const paging = { start: count(0, 1_000_000), limit: count(0, 10_000) };

interface Paging {
  start?: number | undefined;
  limit?: number | undefined;
}

export const peopleRoutes: readonly Route[] = [
  route("GET", "/wiki/rest/api/user/current", USER, {}, ({ world, caller }) => {
    const user = world.site.users.get(caller.accountId ?? "");
    if (user === undefined) throw new Refusal(403, "You are not logged in");
    // Everybody may see what they hide from others.
    return { value: v1UserJson(world, { ...user, emailVisible: true }) };
  }),
  route("GET", "/wiki/rest/api/user", USER, { accountId: text }, ({ world }, { accountId }) => {
    if (accountId === undefined) throw invalid("The parameter 'accountId' is missing");
    const user = world.site.users.get(accountId);
    if (user === undefined) throw notFound(`user ${accountId}`);
    return { value: v1UserJson(world, user) };
  }),
  route("GET", "/wiki/rest/api/group", GROUPS, paging, (asked, query) => {
    const groups = groupsOf(asked.world);
    return paged(
      asked,
      query,
      groups.map((group) => groupJson(asked.world, group)),
    );
  }),
  route("GET", "/wiki/rest/api/group/by-id", GROUPS, { id: text }, ({ world }, { id = "" }) => {
    const group = groupOf(world, id);
    return { value: groupJson(world, group) };
  }),
  route(
    "GET",
    "/wiki/rest/api/group/{}/membersByGroupId",
    MEMBERS,
    paging,
    (asked, query, [id = ""]) => {
      const { site } = asked.world;
      const group = groupOf(asked.world, id);
      const users = [...group.members].flatMap((one) => site.users.get(one) ?? []);
      return paged(
        asked,
        query,
        users.map((user) => v1UserJson(asked.world, user)),
      );
    },
  ),
  route(
    "GET",
    "/wiki/rest/api/user/memberof",
    GROUPS,
    { accountId: text, ...paging },
    (asked, query) => {
      const { accountId } = query;
      if (accountId === undefined) throw invalid("The parameter 'accountId' is missing");
      const groups = groupsOf(asked.world);
      const of = groups.filter(({ members }) => members.has(accountId));
      return paged(
        asked,
        query,
        of.map((group) => groupJson(asked.world, group)),
      );
    },
  ),
];

/** @throws Refusal */
function groupsOf({ site, hidesGroups }: World): Group[] {
  if (hidesGroups) throw new Refusal(403, "You may not view groups");
  return [...site.groups.values()];
}

function groupOf(world: World, id: string): Group {
  const group = groupsOf(world).find((one) => one.id === id);
  if (group === undefined) throw notFound(`group ${id}`);
  return group;
}

function paged({ world, path, params }: Asked, query: Paging, items: readonly object[]): Answer {
  const start = query.start ?? 0;
  const limit = Math.min(query.limit ?? MOST, MOST);
  const _links: Record<string, string> = {
    base: `${world.siteUrl}/wiki`,
    context: "/wiki",
    self: `${world.siteUrl}${path}?${params}`,
  };
  if (limit > 0 && start + limit < items.length) {
    const rest = new URLSearchParams(params);
    rest.set("start", String(start + limit));
    rest.set("limit", String(limit));
    _links.next = `${path.replace("/wiki/", "/")}?${rest}`;
  }
  return { value: { ...slice(items, start, limit), _links } };
}
