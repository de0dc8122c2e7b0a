import { type Client, iterateAllDataSourceRows } from "@notionhq/client";
import { ConnectorError } from "../../connector.ts";
import { createListBounds } from "../../shared/http/list-bounds.ts";
import { isEntry, type ListEnd, listPages } from "../api/list-pages.ts";
import type { NotionApi } from "../api/notion-api.ts";
import { type Node, toNode } from "./node.ts";
import type { Workspace } from "./workspace.ts";

const PAGE_SIZE = 100;
/** Whole objects kept in memory while listing; others are asked for again when they are read. */
const KEPT_WHOLE = 5_000;

interface SearchOptions {
  direction: "ascending" | "descending";
  trashed?: boolean;
}

/** Pages and data sources by the time of their last edit, a page of results at a time. */
export async function* searchNodes(
  api: NotionApi,
  { direction, trashed = false }: SearchOptions,
): AsyncGenerator<Node[], ListEnd> {
  const results = listPages(
    (cursor) =>
      api.search({
        sort: { timestamp: "last_edited_time", direction },
        page_size: PAGE_SIZE,
        ...(trashed ? { filter: { in_trash: true } } : {}),
        ...(cursor === undefined ? {} : { start_cursor: cursor }),
      }),
    (entries) => {
      api.emptyEntries += entries;
    },
  );
  for (;;) {
    const step = await results.next();
    if (step.done) return step.value;
    const named = step.value.filter(isNamed);
    api.emptyEntries += step.value.length - named.length;
    yield named.flatMap((item) => toNode(item) ?? []);
  }
}

/**
 * Everything that the connection sees, data sources with their rows. The search alone would do,
 * were it not late at times and cut off at 10,000 results.
 */
export async function listWorkspace(
  api: NotionApi,
  workspace: Workspace,
  onPartial: (dataSource: Node, reason: string) => void,
): Promise<void> {
  const keep = (node: Node | undefined) => {
    if (node === undefined || workspace.nodes.has(node.id)) return;
    if (workspace.nodes.size >= KEPT_WHOLE) delete node.raw;
    workspace.nodes.set(node.id, node);
  };
  const end = await drain(searchNodes(api, { direction: "descending" }), keep);
  // From its other end the search reaches as many again; what lies between is found by its parents.
  if (end === "incomplete") await drain(searchNodes(api, { direction: "ascending" }), keep);
  for (const node of [...workspace.nodes.values()]) {
    if (node.kind !== "data-source" || node.trashed) continue;
    try {
      const ids: string[] = [];
      for await (const row of listRows(api, node.id)) {
        keep(row);
        ids.push(row.id);
      }
      workspace.rows.set(node.id, ids);
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.code === "unauthorized") throw error;
      onPartial(node, error.message);
    }
  }
}

/** All rows of a data source, however many there are. @throws ConnectorError */
export async function* listRows(api: NotionApi, dataSourceId: string): AsyncGenerator<Node> {
  const query = { data_source_id: dataSourceId, page_size: PAGE_SIZE };
  try {
    for await (const row of iterateAllDataSourceRows(withoutRepeats(api), query)) {
      const node = toNode(row);
      if (node !== undefined) yield node;
    }
  } catch (error) {
    // The SDK's own sentence; it has no error class for this.
    if (!(error instanceof Error && error.message.includes("cannot make progress"))) throw error;
    throw new ConnectorError(
      "invalid",
      "more rows were created in one minute than Notion lists: those beyond are found by search only.",
      { cause: error },
    );
  }
}

/**
 * The SDK's helper goes on for as long as there is a cursor, also one that it had before, and takes
 * each entry for a row.
 */
function withoutRepeats(api: NotionApi): Client {
  const seen = new Set<string>();
  const count = createListBounds("Notion's list of rows");
  const query: Client["dataSources"]["query"] = async (parameters) => {
    const reply = await api.dataSources.query(parameters);
    const page = { ...reply, results: reply.results.filter(isNamed) };
    api.emptyEntries += reply.results.length - page.results.length;
    count(page.results);
    const mark = JSON.stringify([parameters.filter, page.next_cursor]);
    if (page.next_cursor === null || !seen.has(mark)) {
      seen.add(mark);
      return page;
    }
    return { ...page, next_cursor: null, has_more: false };
  };
  return { dataSources: { query } } as unknown as Client;
}

function isNamed(item: { id: unknown }): boolean {
  return isEntry(item) && typeof item.id === "string";
}

async function drain(
  pages: AsyncGenerator<Node[], ListEnd>,
  keep: (node: Node) => void,
): Promise<ListEnd> {
  for (;;) {
    const step = await pages.next();
    if (step.done) return step.value;
    for (const node of step.value) keep(node);
  }
}
