import { bodyOf } from "../../replies/bodies.ts";
import { invalid } from "../../replies/refusal.ts";
import { v1ContentJson } from "../../replies/v1-content.ts";
import { time, webPath } from "../../replies/v2-json.ts";
import { count, flag, oneOf, text } from "../../requests/parameters.ts";
import type { AnyItem, Content } from "../../site/items.ts";
import { parseCql } from "../cql/parse-cql.ts";
import { type Found, runCql } from "../cql/run-cql.ts";
import { paginate } from "../paginate.ts";
import { type Asked, type Route, route } from "../route.ts";
import { expansion } from "./expansions.ts";

const SEARCH = ["search:confluence", "read:content-details:confluence"];
const DEFAULT_LIMIT = 25;
const EXCERPT_LENGTH = 200;

/** How many come at most, whatever is asked: more than that is cut down without a word. */
const MOST = 250;
const MOST_WITH_BODIES = 50;

const common = { cql: text, cursor: text, limit: count(0, 10_000) };

export const searchRoutes: readonly Route[] = [
  route(
    "GET",
    "/wiki/rest/api/search",
    SEARCH,
    {
      ...common,
      expand: expansion("content."),
      next: flag,
      includeArchivedSpaces: flag,
      excerpt: oneOf(["highlight", "indexed", "none", "highlight_unescaped", "indexed_unescaped"]),
    },
    (asked, query) => {
      const { page, limit, links } = find(asked, query, query.includeArchivedSpaces ?? false);
      const expand = query.expand ?? new Set();
      return {
        value: {
          results: page.results.map((found) => ({
            ...resultJson(asked, found, expand),
            excerpt: query.excerpt === "none" ? "" : excerpt(found.item),
          })),
          ...{ start: 0, limit, size: page.results.length, totalSize: page.total },
          ...{ cqlQuery: query.cql, searchDuration: 1, archivedResultCount: 0, _links: links },
        },
      };
    },
  ),
  route(
    "GET",
    "/wiki/rest/api/content/search",
    SEARCH,
    { ...common, expand: expansion("") },
    (asked, query) => {
      const { page, limit, links } = find(asked, query, false);
      const expand = query.expand ?? new Set();
      const results = page.results.map(({ item }) => v1ContentJson(asked.world, item, expand));
      return { value: { results, start: 0, limit, size: results.length, _links: links } };
    },
  ),
];

interface SearchQuery {
  cql?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
  expand?: ReadonlySet<string> | undefined;
}

function find(asked: Asked, query: SearchQuery, withArchivedSpaces: boolean) {
  if (query.cql === undefined) throw invalid("The parameter 'cql' is missing");
  const cql = parseCql(query.cql);
  const hasBodies = [...(query.expand ?? [])].some((name) => name.startsWith("body."));
  const limit = Math.min(query.limit ?? DEFAULT_LIMIT, hasBodies ? MOST_WITH_BODIES : MOST);
  const rest = new URLSearchParams(asked.params);
  for (const name of ["cursor", "limit", "next"]) rest.delete(name);
  const field = cql.orderBy?.field;
  const page = paginate(runCql(asked, cql, withArchivedSpaces), {
    ...{ cursor: query.cursor, limit, of: `${asked.path}?${rest}` },
    idOf: ({ item }) => item.id,
    sortBy: ({ item, lastModified }) =>
      field === "lastmodified"
        ? lastModified
        : field === "created"
          ? item.createdAt
          : field === "title"
            ? item.title
            : 0,
    descending: cql.orderBy?.descending ?? false,
  });
  // Relative to `base`, which has `/wiki` at its end; v2's links begin with it.
  const self = asked.path.replace("/wiki/", "/");
  const links: Record<string, string> = {
    base: `${asked.world.siteUrl}/wiki`,
    context: "/wiki",
    self: `${asked.world.siteUrl}${asked.path}?${asked.params}`,
  };
  if (page.next !== undefined && limit > 0) {
    rest.set("limit", String(limit));
    rest.set("cursor", page.next);
    if (asked.path.endsWith("/api/search")) rest.set("next", "true");
    links.next = `${self}?${rest}`;
  }
  return { page, limit, links };
}

function resultJson(asked: Asked, { item, lastModified }: Found, expand: ReadonlySet<string>) {
  const { world } = asked;
  const holder = pageOf(asked, item);
  const space = world.site.spaces.get(item.spaceId);
  const title = { title: space?.name ?? "", displayUrl: `/spaces/${space?.key}` };
  return {
    content: v1ContentJson(world, item, expand),
    title: item.title,
    url: holder === undefined ? "" : webPath(world, holder),
    resultGlobalContainer: title,
    breadcrumbs: [],
    entityType: "content",
    iconCssClass: `aui-icon content-type-${item.type}`,
    lastModified: time(lastModified),
    score: 0,
  };
}

function pageOf({ world }: Asked, item: AnyItem): Content | undefined {
  if (!("containerId" in item)) return item;
  const holder = world.site.items.get(item.containerId);
  return holder === undefined || "containerId" in holder ? undefined : holder;
}

function excerpt(item: AnyItem): string {
  const html = item.type === "attachment" ? "" : bodyOf(item.text, "view");
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, EXCERPT_LENGTH);
}
