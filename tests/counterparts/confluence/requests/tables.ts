import { count, flag, ids, manyOf, oneOf, text, texts } from "./parameters.ts";

const SORTS = ["id", "created-date", "modified-date", "title"] as const;

function bothWays<const V extends string>(names: readonly V[]): (V | `-${V}`)[] {
  return names.flatMap((name) => [name, `-${name}` as const]);
}

const limit = count(1, 250);
const paging = { cursor: text, limit };
const bulkBody = { "body-format": oneOf(["storage", "atlas_doc_format"]) };
const singleBody = { "body-format": oneOf(["storage", "atlas_doc_format", "view"]) };
const dates = oneOf(bothWays(["created-date", "modified-date"]));
const pageStatus = manyOf(["current", "archived", "deleted", "trashed"]);
const pageFilters = { sort: oneOf(bothWays(SORTS)), status: pageStatus, title: text };
const blogFilters = { ...pageFilters, status: manyOf(["current", "deleted", "trashed"]) };
const single = {
  ...singleBody,
  "include-labels": flag,
  "include-version": flag,
};
const comment = { ...bulkBody, ...paging, sort: dates };
const statuses = ["current", "archived", "trashed", "deleted", "historical", "draft"] as const;
const blogStatuses = ["current", "deleted", "trashed", "historical", "draft"] as const;
const resolution = manyOf(["resolved", "open", "dangling", "reopened"]);

/** What each endpoint of v2 takes; anything else is refused. */
export const tables = {
  none: {},
  spaces: {
    ...paging,
    ids: ids(250),
    keys: texts(250),
    type: oneOf(["global", "collaboration", "knowledge_base", "personal"]),
    status: oneOf(["current", "archived"]),
    sort: oneOf(bothWays(["id", "key", "name"])),
    "description-format": oneOf(["plain", "view"]),
  },
  space: { "description-format": oneOf(["plain", "view"]), "include-permissions": flag },
  paging,
  pages: { ...paging, ...bulkBody, ...pageFilters, id: ids(250), "space-id": ids(100) },
  blogposts: { ...paging, ...bulkBody, ...blogFilters, id: ids(250), "space-id": ids(100) },
  spacePages: { ...paging, ...bulkBody, ...pageFilters, depth: oneOf(["all", "root"]) },
  spaceBlogposts: { ...paging, ...bulkBody, ...blogFilters },
  page: { ...single, status: manyOf(statuses) },
  blogpost: { ...single, status: manyOf(blogStatuses) },
  labels: {
    ...paging,
    prefix: oneOf(["my", "team", "global", "system"]),
    sort: oneOf(bothWays(["created-date", "id", "name"])),
  },
  ancestors: { limit },
  children: paging,
  comments: comment,
  pageComments: { ...comment, status: manyOf(statuses) },
  pageInlineComments: {
    ...comment,
    status: manyOf(statuses),
    "resolution-status": resolution,
  },
  blogComments: { ...comment, status: manyOf(blogStatuses) },
  blogInlineComments: {
    ...comment,
    status: manyOf(blogStatuses),
    "resolution-status": resolution,
  },
  comment: { ...singleBody, "include-version": flag },
  attachments: {
    ...paging,
    sort: dates,
    status: manyOf(["current", "archived", "trashed"]),
    mediaType: text,
    filename: text,
  },
  attachment: { "include-labels": flag, "include-version": flag },
} as const;
