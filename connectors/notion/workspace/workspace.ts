import { isFullBlock, isFullDatabase } from "@notionhq/client";
import { ConnectorError, type ConnectorErrorCode } from "../../connector.ts";
import type { NotionApi } from "../api/notion-api.ts";
import { richTextToPlain } from "../markdown/rich-text.ts";
import { isTrashed, type Node, type Parent, readParent, toNode } from "./node.ts";

/** A database as far as it stands between a page and its data sources. */
export interface Database {
  id: string;
  title: string;
  trashed: boolean;
  parent: Parent;
  dataSourceIds: string[];
}

export type Workspace = ReturnType<typeof createWorkspace>;

/** What is known of the workspace in one run; what is not is asked for once. */
export function createWorkspace(api: NotionApi, blockPages: Record<string, string>) {
  const nodes = new Map<string, Node>();
  const unseen = new Set<string>();
  /** What Notion could not say of an id, each tried several times. */
  const away = new Map<string, ConnectorError>();
  let version = 0;
  /** Rows by their data source, where all of them are among the nodes. */
  const rows = new Map<string, string[]>();
  const databases = new Map<string, Database | undefined>();
  const parentsOfBlocks = new Map<string, Parent>(
    Object.entries(blockPages).map(([blockId, id]) => [blockId, { type: "page", id }]),
  );

  /** Asks Notion again, whatever is known; undefined when it shows nothing under this id. */
  async function fetchNode(id: string, type: "page" | "data-source"): Promise<Node | undefined> {
    const found = await unless<{ object: string; id: string }>(["not-found"], () =>
      type === "page"
        ? api.pages.retrieve({ page_id: id })
        : api.dataSources.retrieve({ data_source_id: id }),
    ).catch((error: unknown) => {
      if (error instanceof ConnectorError && error.code === "unavailable") away.set(id, error);
      throw error;
    });
    const node = found && toNode(found);
    // The trash need not say of a database what it says of its data sources.
    if (node?.databaseId !== undefined) node.trashed ||= await isTrashedDatabase(node.databaseId);
    if (node === undefined) unseen.add(id);
    else setNode(node);
    return node;
  }

  function setNode(node: Node): void {
    const before = nodes.get(node.id);
    nodes.set(node.id, node);
    // What was told of places with the older one does not hold any more.
    if (before !== undefined && before !== node) version += 1;
  }

  async function database(id: string): Promise<Database | undefined> {
    if (databases.has(id)) return databases.get(id);
    // A view of another page's database has an id that Notion refuses.
    const found = await unless(["not-found", "invalid"], () =>
      api.databases.retrieve({ database_id: id }),
    );
    const database = found && isFullDatabase(found) ? toDatabase(found) : undefined;
    databases.set(id, database);
    return database;
  }

  async function isTrashedDatabase(id: string): Promise<boolean> {
    return (await database(id))?.trashed === true;
  }

  const sourcesByDatabase = { size: -1, version: -1, map: new Map<string, Node[]>() };

  /** Those found so far, since a database itself is in no list. */
  function dataSourcesOf(databaseId: string): readonly Node[] {
    const index = sourcesByDatabase;
    if (index.size !== nodes.size || index.version !== version) {
      const sources = [...nodes.values()].filter((node) => node.databaseId !== undefined);
      index.map = Map.groupBy(sources, (node) => node.databaseId ?? "");
      index.size = nodes.size;
      index.version = version;
    }
    return index.map.get(databaseId) ?? [];
  }

  const rowsBySource = { size: -1, version: -1, map: new Map<string, Node[]>() };

  /** Those found so far whose texts name pages, or are longer than what is known of them. */
  function wordyRowsOf(dataSourceId: string): readonly Node[] {
    const index = rowsBySource;
    if (index.size !== nodes.size || index.version !== version) {
      const rows = [...nodes.values()].filter(
        (node) => node.kind === "row" && (node.named !== undefined || node.isCut === true),
      );
      index.map = Map.groupBy(rows, ({ parent }) => ("id" in parent ? parent.id : ""));
      index.size = nodes.size;
      index.version = version;
    }
    return index.map.get(dataSourceId) ?? [];
  }

  return {
    /** Everything found so far, by id. */
    nodes,
    rows,
    blockPages,
    dataSourcesOf,
    wordyRowsOf,
    fetchNode,
    setNode,
    /** Raised whenever something turns out to be elsewhere, or called otherwise, than was known. */
    version: () => version,

    async node(id: string, type: "page" | "data-source"): Promise<Node | undefined> {
      const known = nodes.get(id);
      if (known !== undefined || unseen.has(id)) return known;
      const error = away.get(id);
      if (error !== undefined) throw error;
      return fetchNode(id, type);
    },

    database,

    /** The page, block or database that a block stands on. */
    async parentOfBlock(id: string): Promise<Parent> {
      const known = parentsOfBlocks.get(id);
      if (known !== undefined) return known;
      const block = await unless(["not-found"], () => api.blocks.retrieve({ block_id: id }));
      const parent = block && isFullBlock(block) ? readParent(block.parent) : undefined;
      parentsOfBlocks.set(id, parent ?? { type: "beyond" });
      return parent ?? { type: "beyond" };
    },

    setPageOfBlock(blockId: string, pageId: string): void {
      const known = parentsOfBlocks.get(blockId);
      parentsOfBlocks.set(blockId, { type: "page", id: pageId });
      blockPages[blockId] = pageId;
      if (known !== undefined && !(known.type === "page" && known.id === pageId)) version += 1;
    },
  };
}

type FullDatabase = Extract<
  Awaited<ReturnType<NotionApi["databases"]["retrieve"]>>,
  { title: unknown }
>;

function toDatabase(database: FullDatabase): Database {
  return {
    id: database.id,
    title: richTextToPlain(database.title) || "Untitled",
    trashed: isTrashed(database),
    parent: readParent(database.parent),
    dataSourceIds: (database.data_sources ?? []).map(({ id }) => id),
  };
}

/** Undefined where Notion answers so; its 404 is for what is gone and for what it does not show. */
async function unless<T>(
  codes: readonly ConnectorErrorCode[],
  ask: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ConnectorError && codes.includes(error.code)) return undefined;
    throw error;
  }
}
