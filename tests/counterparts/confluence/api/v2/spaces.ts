import { notFound } from "../../replies/refusal.ts";
import { spaceJson } from "../../replies/v2-json.ts";
import { tables } from "../../requests/tables.ts";
import type { Space } from "../../site/items.ts";
import { type Asked, checkNumber, type Route, route } from "../route.ts";
import { listed, readSort } from "./list.ts";

const SPACES = ["read:space:confluence"];

export const spaceRoutes: readonly Route[] = [
  route("GET", "/wiki/api/v2/spaces", SPACES, tables.spaces, (asked, query) => {
    const { ids, keys, type, status } = query;
    const found = [...asked.world.site.spaces.values()].filter(
      (space) =>
        !asked.world.listsNoSpaces &&
        (ids === undefined || ids.includes(space.id)) &&
        (keys === undefined || keys.includes(space.key)) &&
        (type === undefined || space.type === type) &&
        (status === undefined || space.status === status) &&
        asked.sees.space(space),
    );
    const { by, descending } = readSort(query.sort);
    const order = { idOf: (space: Space) => space.id, descending };
    const field = by === "key" || by === "name" ? by : undefined;
    const sorted =
      field === undefined ? order : { ...order, sortBy: (space: Space) => space[field] };
    return listed(asked, query, found, sorted, (space) =>
      spaceJson(space, query["description-format"]),
    );
  }),

  route("GET", "/wiki/api/v2/spaces/{}", SPACES, tables.space, (asked, query, [id]) => {
    const space = visibleSpace(asked, id);
    const json = spaceJson(space, query["description-format"]);
    const self = `/wiki/api/v2/spaces/${id}/permissions`;
    const results = assignments(space);
    return {
      value: {
        ...json,
        ...(query["include-permissions"]
          ? { permissions: { results, meta: { hasMore: false }, _links: { self } } }
          : {}),
        _links: { ...json._links, base: `${asked.world.siteUrl}/wiki` },
      },
    };
  }),

  route("GET", "/wiki/api/v2/spaces/{}/permissions", SPACES, tables.paging, (asked, query, [id]) =>
    listed(
      asked,
      query,
      assignments(visibleSpace(asked, id)),
      { idOf: (assignment) => assignment.id },
      (assignment) => assignment,
    ),
  ),
];

export function visibleSpace({ world, sees }: Asked, id: string | undefined): Space {
  checkNumber(id);
  const space = world.site.spaces.get(id ?? "");
  if (space === undefined || !sees.space(space)) throw notFound(`space ${id}`);
  return space;
}

const OPERATIONS = [
  ["read", "space"],
  ["create", "page"],
  ["create", "comment"],
  ["create", "attachment"],
] as const;

/**
 * Who may do what in a space, users and groups. Whether anonymous visitors may view it is not told
 * here; v1's `space/{key}?expand=permissions` tells it.
 */
function assignments({ id, readers }: Space) {
  const principals = [
    ...readers.users.map((user) => ({ type: "user", id: user })),
    ...readers.groups.map((group) => ({ type: "group", id: group })),
    ...readers.roles.map((role) => ({ type: "role", id: role })),
  ];
  return principals.flatMap((principal, at) =>
    OPERATIONS.map(([key, targetType], step) => ({
      id: `${id}${String(at * OPERATIONS.length + step).padStart(4, "0")}`,
      principal,
      operation: { key, targetType },
    })),
  );
}
