import { createHash } from "node:crypto";
import { invalid, notFound, Refusal } from "../../replies/refusal.ts";
import { restrictionJson } from "../../replies/v1-json.ts";
import { count, manyOf } from "../../requests/parameters.ts";
import type { Content } from "../../site/items.ts";
import { createVisibility } from "../../site/visibility.ts";
import type { World } from "../../world.ts";
import { type Asked, type Route, route, visibleItem } from "../route.ts";

const ALL = ["read:confluence-content.all", "read:content-details:confluence"];
const CHECK = ["read:confluence-content.permission", "read:content.permission:confluence"];
const OPERATIONS = ["read", "update"] as const;
const MOST = 200;
const DEFAULT_LIMIT = 100;
const PATH = "/wiki/rest/api/content/{}/restriction";

const expand = manyOf(["restrictions.user", "restrictions.group"]);
const paging = { start: count(0, 100_000), limit: count(0, 10_000) };

interface RestrictionQuery {
  expand?: readonly string[] | undefined;
  start?: number | undefined;
  limit?: number | undefined;
}

/** A page's own restrictions; those of what it stands below are asked for there. */
export const restrictionRoutes: readonly Route[] = [
  route("GET", PATH, ALL, { expand, ...paging }, (asked, query, [id]) => {
    const item = restrictable(asked, id);
    const range = readRange(query);
    // Operations that are not restricted are not in this list.
    const results = OPERATIONS.filter((operation) => item[operation] !== undefined).map(
      (operation) => restrictionJson(asked.world, item.id, operation, item[operation], range),
    );
    const restrictionsHash = createHash("sha256")
      .update(JSON.stringify([item.read, item.update]))
      .digest("hex");
    const { start, limit } = range;
    const self = `${asked.world.siteUrl}${asked.path}`;
    const _links = { self, base: `${asked.world.siteUrl}/wiki`, context: "/wiki" };
    return { value: { results, start, limit, size: results.length, restrictionsHash, _links } };
  }),
  route("GET", `${PATH}/byOperation`, ALL, { expand }, (asked, query, [id]) => {
    const item = restrictable(asked, id);
    const range = readRange(query);
    const all = OPERATIONS.map((operation) => [
      operation,
      restrictionJson(asked.world, item.id, operation, item[operation], range),
    ]);
    const _links = { self: `${asked.world.siteUrl}${asked.path}` };
    return { value: { ...Object.fromEntries(all), _links } };
  }),
  route("GET", `${PATH}/byOperation/{}`, ALL, { expand, ...paging }, (asked, query, ids) => {
    const [id, name] = ids;
    const item = restrictable(asked, id);
    const operation = OPERATIONS.find((one) => one === name);
    if (operation === undefined) throw notFound(`operation ${name}`);
    const untold = asked.world.untoldReaders.get(item.id);
    if (untold === "nothing") return { value: { operation } };
    if (untold !== undefined) throw new Refusal(untold, "The restrictions could not be read");
    const range = readRange(query);
    return { value: restrictionJson(asked.world, item.id, operation, item[operation], range) };
  }),
  route("POST", "/wiki/rest/api/content/{}/permission/check", CHECK, {}, (asked, _, [id]) => ({
    value: checkPermission(asked, restrictable(asked, id)),
  })),
];

function readRange({ expand: names, start = 0, limit = DEFAULT_LIMIT }: RestrictionQuery) {
  const withUsers = names?.includes("restrictions.user") ?? true;
  const withGroups = names?.includes("restrictions.group") ?? true;
  return { start, limit: Math.min(limit, MOST), withUsers, withGroups };
}

function restrictable(asked: Asked, id: string | undefined): Content {
  const refusal = notFound(`content ${id}`);
  const item = visibleItem(asked, id, refusal);
  if ("containerId" in item) throw refusal;
  return item;
}

function checkPermission({ world, body }: Asked, item: Content) {
  const { subject, operation } = (body ?? {}) as {
    subject?: { type?: unknown; identifier?: unknown };
    operation?: unknown;
  };
  const { type, identifier } = subject ?? {};
  if (typeof identifier !== "string" || (type !== "user" && type !== "group")) {
    throw invalid("subject is not a user or a group with an identifier");
  }
  if (operation !== "read") throw invalid("operation is not read");
  const hasPermission =
    type === "user" ? userSees(world, identifier, item) : groupSees(world, identifier, item);
  const translation = `${type === "user" ? "User" : "Group"} does not have permission to the content`;
  return { hasPermission, errors: hasPermission ? [] : [{ translation, args: [] }] };
}

function userSees({ site }: World, accountId: string, item: Content): boolean {
  return site.users.has(accountId) && createVisibility(site.state, accountId).item(item);
}

/** Whether somebody who is in this group, and nothing else, sees it. */
function groupSees({ site }: World, groupId: string, item: Content): boolean {
  const group = site.groups.get(groupId);
  if (group === undefined) return false;
  const groups = new Map([[groupId, { ...group, members: new Set(["somebody"]) }]]);
  return createVisibility({ ...site.state, groups }, "somebody").item(item);
}
