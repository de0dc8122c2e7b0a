import { notFound, Refusal } from "../../replies/refusal.ts";
import { v1ContentJson } from "../../replies/v1-content.ts";
import { groupJson, v1SpaceJson, v1UserJson } from "../../replies/v1-json.ts";
import { manyOf } from "../../requests/parameters.ts";
import type { Space } from "../../site/items.ts";
import type { World } from "../../world.ts";
import { type Asked, type Route, route, visibleItem } from "../route.ts";
import { expansion } from "./expansions.ts";

const CONTENT = ["read:confluence-content.summary", "read:content-details:confluence"];
const SPACE = ["read:confluence-space.summary", "read:space-details:confluence"];
const STATUSES = ["current", "trashed", "deleted", "historical", "draft", "any"] as const;

export const contentRoutes: readonly Route[] = [
  route(
    "GET",
    "/wiki/rest/api/content/{}",
    CONTENT,
    { status: manyOf(STATUSES), expand: expansion("") },
    (asked, query, [id]) => {
      checkNotGone(asked);
      const refusal = notFound(`content ${id}`);
      const item = visibleItem(asked, id, refusal);
      const statuses: readonly string[] = query.status ?? ["current"];
      if (!statuses.includes("any") && !statuses.includes(item.status)) throw refusal;
      const expand = query.expand ?? new Set();
      const broken = asked.world.broken.get(item.id);
      if (broken !== undefined && [...expand].some((name) => name.startsWith("body."))) {
        throw new Refusal(broken, "The content could not be converted");
      }
      return { value: v1ContentJson(asked.world, item, expand) };
    },
  ),
  route(
    "GET",
    "/wiki/rest/api/space/{}",
    SPACE,
    { expand: manyOf(["permissions", "homepage"]) },
    (asked, { expand = [] }, [key]) => {
      checkNotGone(asked);
      const { world, sees } = asked;
      const space = [...world.site.spaces.values()].find((one) => one.key === key);
      if (space === undefined || !sees.space(space)) throw notFound(`space ${key}`);
      const home = world.site.items.get(space.homepageId);
      return {
        value: {
          ...v1SpaceJson(world, space),
          ...(expand.includes("permissions") ? { permissions: permissions(world, space) } : {}),
          ...(expand.includes("homepage") && home !== undefined && sees.item(home)
            ? { homepage: v1ContentJson(world, home, new Set()) }
            : {}),
        },
      };
    },
  ),
];

/**
 * What v2 has too was taken out of v1 in 2025. People report that it still answers API tokens on the
 * site, and nobody at the gateway.
 */
function checkNotGone({ viaGateway }: Asked): void {
  if (!viaGateway) return;
  throw new Refusal(410, "GoneException: This deprecated endpoint has been removed.");
}

/** Unlike v2's list, this one tells of anonymous visitors. */
function permissions(world: World, { id, readers }: Space) {
  const operation = { operation: "read", targetType: "space" };
  const users = readers.users.flatMap((one) => world.site.users.get(one) ?? []);
  const groups = readers.groups.flatMap((one) => world.site.groups.get(one) ?? []);
  const named = [
    ...users.map((one) => ({ user: { results: [v1UserJson(world, one)], size: 1 } })),
    ...groups.map((one) => ({ group: { results: [groupJson(world, one)], size: 1 } })),
  ];
  const entries = named.map((subjects) => ({ subjects, anonymousAccess: false }));
  return [...entries, ...(readers.anonymous ? [{ anonymousAccess: true }] : [])].map(
    (entry, at) => ({ id: Number(id) * 100 + at, operation, unlicensedAccess: false, ...entry }),
  );
}
