import type { BodyFormat } from "../../replies/bodies.ts";
import { notFound, Refusal } from "../../replies/refusal.ts";
import { contentJson, labelJson } from "../../replies/v2-json.ts";
import { tables } from "../../requests/tables.ts";
import type { AnyItem, BlogPost, Content, Node, NodeType, Status } from "../../site/items.ts";
import { type Answer, type Asked, checkNumber, type Route, route, visibleItem } from "../route.ts";
import { listed, orderItems, readSort } from "./list.ts";
import { visibleSpace } from "./spaces.ts";

type Kind = "page" | "blogpost";

const PAGES = ["read:page:confluence"];
const DEFAULTS: Record<Kind, readonly Status[]> = {
  page: ["current", "archived"],
  blogpost: ["current"],
};

interface Filters {
  id?: string[] | undefined;
  "space-id"?: string[] | undefined;
  status?: readonly string[] | undefined;
  title?: string | undefined;
  depth?: "all" | "root" | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
  "body-format"?: BodyFormat | undefined;
}

export const contentRoutes: readonly Route[] = [
  route("GET", "/wiki/api/v2/pages", PAGES, tables.pages, (asked, query) =>
    list(asked, "page", query),
  ),
  route("GET", "/wiki/api/v2/blogposts", PAGES, tables.blogposts, (asked, query) =>
    list(asked, "blogpost", query),
  ),
  route("GET", "/wiki/api/v2/spaces/{}/pages", PAGES, tables.spacePages, (asked, query, [id]) =>
    list(asked, "page", { ...query, "space-id": [visibleSpace(asked, id).id] }),
  ),
  route(
    "GET",
    "/wiki/api/v2/spaces/{}/blogposts",
    PAGES,
    tables.spaceBlogposts,
    (asked, query, [id]) =>
      list(asked, "blogpost", { ...query, "space-id": [visibleSpace(asked, id).id] }),
  ),
  route("GET", "/wiki/api/v2/pages/{}", PAGES, tables.page, (asked, query, [id]) =>
    show(asked, "page", id, query),
  ),
  route("GET", "/wiki/api/v2/blogposts/{}", PAGES, tables.blogpost, (asked, query, [id]) =>
    show(asked, "blogpost", id, query),
  ),
  route("GET", "/wiki/api/v2/pages/{}/labels", PAGES, tables.labels, (asked, query, [id]) =>
    labels(asked, "page", id, query),
  ),
  route("GET", "/wiki/api/v2/blogposts/{}/labels", PAGES, tables.labels, (asked, query, [id]) =>
    labels(asked, "blogpost", id, query),
  ),
];

function list(asked: Asked, kind: Kind, query: Filters): Answer {
  const { site, broken } = asked.world;
  const statuses: readonly string[] = query.status ?? DEFAULTS[kind];
  const spaces = query["space-id"] && new Set(query["space-id"]);
  const wanted = query.id?.map((id) => site.items.get(id)) ?? [...site.items.values()];
  const found = wanted.filter(
    (item): item is Node | BlogPost =>
      item?.type === kind &&
      statuses.includes(item.status) &&
      (spaces === undefined || spaces.has(item.spaceId)) &&
      (query.title === undefined || item.title === query.title) &&
      (query.depth !== "root" || item.parentId === undefined) &&
      asked.sees.item(item),
  );
  return listed(asked, query, [...new Set(found)], orderItems<Content>(query.sort), (item) =>
    contentJson(asked.world, item, {
      format: broken.has(item.id) ? undefined : query["body-format"],
    }),
  );
}

interface Single {
  status?: readonly string[] | undefined;
  "body-format"?: BodyFormat | undefined;
  "include-labels"?: boolean | undefined;
  "include-version"?: boolean | undefined;
}

function show(asked: Asked, kind: Kind, id: string | undefined, query: Single): Answer {
  const { world } = asked;
  const item = ofKind(asked, kind, id);
  const given = world.givesTrashedById ? ["current", "archived", "trashed"] : DEFAULTS.page;
  const statuses: readonly string[] = query.status ?? given;
  if (!statuses.includes(item.status)) throw notFound(`${kind} ${id}`);
  const status = query["body-format"] === undefined ? undefined : world.broken.get(item.id);
  if (status !== undefined) throw new Refusal(status, "The content could not be converted");
  const json = contentJson(world, item, {
    format: query["body-format"],
    withLabels: query["include-labels"],
    withVersion: query["include-version"],
  });
  const base = `${world.siteUrl}/wiki`;
  return { value: { ...json, _links: { ...json._links, base } } };
}

export function ofKind<K extends AnyItem["type"]>(
  asked: Asked,
  kind: K,
  id: string | undefined,
): OfKind<K> {
  // Attachments alone have ids that are no numbers.
  if (kind !== "attachment") checkNumber(id);
  const refusal = notFound(`${kind} ${id}`);
  const item = visibleItem(asked, id, refusal);
  if (item.type !== kind) throw refusal;
  return item as OfKind<K>;
}

type OfKind<K extends AnyItem["type"]> = K extends NodeType ? Node : Extract<AnyItem, { type: K }>;

interface LabelQuery {
  prefix?: string | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

function labels(asked: Asked, kind: Kind, id: string | undefined, query: LabelQuery): Answer {
  const item = ofKind(asked, kind, id);
  const isGlobal = query.prefix === undefined || query.prefix === "global";
  const all = isGlobal ? item.labels.map(labelJson) : [];
  const { by, descending } = readSort(query.sort);
  const order = { idOf: (label: { id: string }) => label.id, descending };
  const sortBy = (label: { name: string }) => label.name;
  return listed(asked, query, all, by === "name" ? { ...order, sortBy } : order, (label) => label);
}
