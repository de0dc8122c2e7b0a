import { invalid, notFound } from "../replies/refusal.ts";
import { toJson } from "../replies/to-json.ts";
import type { QueryRequest, SearchRequest } from "../requests/request-schemas.ts";
import { plainText } from "../workspace/content.ts";
import type { AnyItem, DataSource, Page } from "../workspace/items.ts";
import { isInTrash, isVisible } from "../workspace/visibility.ts";
import { toMinute } from "../workspace/workspace.ts";
import type { World } from "../world.ts";
import { paginate } from "./paginate.ts";

type Found = Page | DataSource;

const LIST = { object: "list", type: "page_or_data_source", page_or_data_source: {} } as const;

/** Pages and data sources by title and time; later than all else when the search lags. */
export function search(world: World, request: SearchRequest) {
  const { filter = {}, sort, query = "", start_cursor: _, ...rest } = request;
  const inTrash = "in_trash" in filter && filter.in_trash === true;
  const kind = "value" in filter ? filter.value : undefined;
  const found = findable(world)
    .filter(
      ({ item }) =>
        (kind === undefined || item.object === kind) && trashed(world, item) === inTrash,
    )
    .filter(({ item }) => titleMatches(item, query))
    .sort((a, b) => b.editedAt - a.editedAt || (a.item.id < b.item.id ? -1 : 1));
  if (sort?.direction === "ascending") found.reverse();
  const of = JSON.stringify(["search", inTrash, kind, sort, query, rest.page_size]);
  const page = paginate(world, of, found, request, world.resultLimit);
  return reply(
    world,
    page,
    page.results.map(({ item, editedAt }) => ({ ...item, editedAt })),
  );
}

/** Rows of a data source: strict about filters, and never more than the limit. */
export function queryDataSource(world: World, id: string, request: QueryRequest) {
  const { items } = world.workspace;
  const source = items.get(id);
  if (source?.object !== "data_source" || !isVisible(items, source)) {
    throw notFound("data source", id);
  }
  const { filter, sorts = [], start_cursor: _, ...rest } = request;
  const conditions = filter === undefined ? [] : "and" in filter ? filter.and : [filter];
  const [sort] = sorts;
  const key = sort?.timestamp === "last_edited_time" ? "editedAt" : "createdAt";
  const rows = [...items.values()]
    .filter((item): item is Page => item.object === "page" && item.parentId === id)
    .filter((row) => isVisible(items, row) && !isInTrash(items, row))
    .filter((row) => conditions.every((condition) => fits(row, condition)))
    .sort((a, b) => a[key] - b[key] || (a.id < b.id ? -1 : 1));
  if (sort?.direction !== "ascending") rows.reverse();
  const of = JSON.stringify(["query", id, filter, sorts, rest.page_size]);
  const page = paginate(world, of, rows, request, world.resultLimit);
  return reply(world, page, page.results);
}

type Condition = Extract<NonNullable<QueryRequest["filter"]>, { timestamp: string }>;

function fits(row: Page, condition: Condition): boolean {
  const isCreated = condition.timestamp === "created_time";
  const since = isCreated ? condition.created_time : condition.last_edited_time;
  if (since === undefined) throw invalid("filter has no condition");
  const time = toMinute(isCreated ? row.createdAt : row.editedAt);
  return Date.parse(time) >= Date.parse(since.on_or_after);
}

function reply(
  { workspace }: World,
  page: { next_cursor: string | null; has_more: boolean; isCut: boolean },
  items: readonly AnyItem[],
) {
  const status = page.isCut
    ? { type: "incomplete", incomplete_reason: "query_result_limit_reached" }
    : { type: "complete" };
  return {
    ...LIST,
    results: items.map((item) => toJson(workspace, item)),
    next_cursor: page.next_cursor,
    has_more: page.has_more,
    request_status: status,
  };
}

/** What the search has taken in by now, each with the time of the edit that it knows of. */
function findable({ workspace, searchLagMs }: World): { item: Found; editedAt: number }[] {
  const known = workspace.now() - searchLagMs;
  return [...workspace.items.values()].flatMap((item) => {
    if (item.object !== "page" && item.object !== "data_source") return [];
    if (!isVisible(workspace.items, item)) return [];
    if (item.editedAt <= known) return [{ item, editedAt: item.editedAt }];
    const before = item.editedBefore;
    return before !== undefined && item.createdAt <= known ? [{ item, editedAt: before }] : [];
  });
}

function trashed({ workspace }: World, item: AnyItem): boolean {
  return isInTrash(workspace.items, item);
}

function titleMatches(item: Found, query: string): boolean {
  const title = item.object === "page" ? JSON.stringify(item.properties) : plainText(item.title);
  return title.toLowerCase().includes(query.toLowerCase());
}
