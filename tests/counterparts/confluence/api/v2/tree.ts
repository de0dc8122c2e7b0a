import { notFound } from "../../replies/refusal.ts";
import { contentJson } from "../../replies/v2-json.ts";
import { tables } from "../../requests/tables.ts";
import type { Node, NodeType } from "../../site/items.ts";
import { childrenOf } from "../../site/nodes.ts";
import { ancestorsOf } from "../../site/visibility.ts";
import { type Asked, type Route, route } from "../route.ts";
import { ofKind } from "./content.ts";
import { listed } from "./list.ts";

const DEFAULT_LIMIT = 25;
const METADATA = ["read:content.metadata:confluence"];

/** What may be above a page without being one. */
const PARENTS = ["folder", "whiteboard", "database", "embed"] as const;

export const treeRoutes: readonly Route[] = [
  route(
    "GET",
    "/wiki/api/v2/pages/{}/children",
    ["read:page:confluence"],
    tables.children,
    children,
  ),
  route(
    "GET",
    "/wiki/api/v2/pages/{}/ancestors",
    METADATA,
    tables.ancestors,
    (asked, query, [id]) => ancestors(asked, "page", id, query.limit),
  ),
  ...PARENTS.flatMap((type) => [
    route(
      "GET",
      `/wiki/api/v2/${type}s/{}`,
      [`read:${type}:confluence`],
      tables.none,
      (asked, _, [id]) => {
        const { world } = asked;
        const node = ofKind(asked, type, id);
        if (node.status === "trashed" && !world.givesTrashedById) throw notFound(`${type} ${id}`);
        const json = contentJson(world, node);
        return { value: { ...json, _links: { ...json._links, base: `${world.siteUrl}/wiki` } } };
      },
    ),
    route(
      "GET",
      `/wiki/api/v2/${type}s/{}/ancestors`,
      METADATA,
      tables.ancestors,
      (asked, query, [id]) => ancestors(asked, type, id, query.limit),
    ),
  ]),
];

/** The nearest ones, top first; who wants those above asks for the ancestors of the first. */
function ancestors(asked: Asked, type: NodeType, id: string | undefined, limit = DEFAULT_LIMIT) {
  const node = ofKind(asked, type, id);
  const all = ancestorsOf(asked.world.site.state, node);
  const results = all.slice(-limit).map((one) => ({ id: one.id, type: one.type }));
  return { value: { results, _links: { base: `${asked.world.siteUrl}/wiki` } } };
}

function children(
  asked: Asked,
  query: { cursor?: string | undefined; limit?: number | undefined },
  [id]: readonly string[],
) {
  const parent = ofKind(asked, "page", id);
  const found = childrenOf(asked.world.site.state, parent.id).filter(
    (child) => child.type === "page" && child.status === "current" && asked.sees.item(child),
  );
  const order = { idOf: (child: Node) => child.id };
  return listed(asked, query, found, order, ({ id: childId, status, title, spaceId }) => ({
    ...{ id: childId, status, title, spaceId, childPosition: 0 },
  }));
}
