import { inSchema } from "./columns.ts";
import { type BlockSpec, richText, type Words } from "./content.ts";
import { createIds } from "./ids.ts";
import type {
  Access,
  AnyItem,
  Block,
  Column,
  Comment,
  Database,
  Page,
  PropertyValue,
  User,
} from "./items.ts";

const MINUTE_MS = 60_000;

interface NewPage {
  title: Words;
  /** A page, a block or a data source; absent at the top. */
  parentId?: string | undefined;
  blocks?: BlockSpec[];
  properties?: Record<string, PropertyValue>;
  access?: Access;
}

interface NewDatabase {
  title: Words;
  parentId?: string | undefined;
  description?: string;
  columns?: Record<string, Column>;
  access?: Access;
}

export type Workspace = ReturnType<typeof createWorkspace>;

/** A company's Notion: its pages, and everything that people do to them. */
export function createWorkspace(options: { now?: () => number } = {}) {
  const newId = createIds();
  const items = new Map<string, AnyItem>();
  const comments: Comment[] = [];
  const users = new Map<string, User>();
  const files = new Map<string, Uint8Array>();
  let aheadMs = 0;
  const now = () => (options.now?.() ?? Date.now()) + aheadMs;

  function fresh(access: Access = "inherit") {
    return { createdAt: now(), editedAt: now(), trashed: false, access };
  }

  function get<Kind extends AnyItem["object"]>(id: string, object: Kind) {
    const item = items.get(id);
    if (item?.object !== object) throw new Error(`there is no ${object} ${id}`);
    return item as Extract<AnyItem, { object: Kind }>;
  }

  function touch(id: string | undefined): void {
    const item = id === undefined ? undefined : items.get(id);
    if (item === undefined) return;
    item.editedBefore = item.editedAt;
    item.editedAt = now();
    // A page is edited when a block on it is; a database is not when one of its rows is.
    if (item.object === "block") touch(item.parentId);
  }

  /** The list of blocks that something stands in, undefined for rows and at the top. */
  function blockIdsOf(parentId: string | undefined): string[] | undefined {
    const parent = parentId === undefined ? undefined : items.get(parentId);
    return parent !== undefined && "blockIds" in parent ? parent.blockIds : undefined;
  }

  function addBlocks(parentId: string, specs: readonly BlockSpec[]): string[] {
    return specs.map(({ type, content, children = [] }) => {
      const id = newId("block");
      const block: Block = {
        object: "block",
        id,
        parentId,
        type,
        content,
        blockIds: [],
        ...fresh(),
      };
      items.set(id, block);
      block.blockIds = addBlocks(id, children);
      return id;
    });
  }

  function dropBlock(id: string): void {
    const block = items.get(id);
    if (block?.object === "block") for (const child of block.blockIds) dropBlock(child);
    items.delete(id);
  }

  function holdsPage(id: string): boolean {
    const item = items.get(id);
    return item?.object === "block" ? item.blockIds.some(holdsPage) : item !== undefined;
  }

  function place(id: string, parentId: string | undefined): void {
    blockIdsOf(parentId)?.push(id);
    touch(parentId);
  }

  function displace(item: Page | Database): void {
    const siblings = blockIdsOf(item.parentId);
    siblings?.splice(siblings.indexOf(item.id), 1);
    touch(item.parentId);
  }

  return {
    items,
    /**
     * Whether what stands below something in the trash is called trashed itself. Notion's reference
     * does not say, so both can be had.
     */
    trashReachesDown: false,
    users,
    comments,
    /** What lies in the storage, by path. */
    files,
    /** Where the storage is. */
    filesUrl: "https://files.example",
    newId,
    now,
    get,
    touch,
    advance: (ms: number) => {
      aheadMs += ms;
    },

    addUser(name: string, email?: string): string {
      const id = newId("user");
      users.set(id, { id, name, email });
      return id;
    },

    createPage({ title, parentId, blocks = [], properties = {}, access }: NewPage): string {
      const id = newId("page");
      const page: Page = {
        object: "page",
        id,
        parentId,
        properties: { ...titleProperty(title), ...inSchema(items, parentId, properties) },
        blockIds: [],
        ...fresh(access),
      };
      items.set(id, page);
      page.blockIds = addBlocks(id, blocks);
      place(id, parentId);
      return id;
    },

    /** Puts a file into the storage; what is returned stands for its address in blocks and properties. */
    addFile(name: string, bytes: Uint8Array | string): string {
      const path = `/files/${newId("file")}/${encodeURIComponent(name)}`;
      files.set(path, Buffer.from(bytes));
      return path;
    },

    /** Adds blocks at the end of a page. */
    appendBlocks(id: string, blocks: BlockSpec[]): string[] {
      const added = addBlocks(id, blocks);
      get(id, "page").blockIds.push(...added);
      touch(id);
      return added;
    },

    changeBlock(id: string, content: Block["content"]): void {
      get(id, "block").content = content;
      touch(id);
    },

    removeBlock(id: string): void {
      const { parentId } = get(id, "block");
      const siblings = blockIdsOf(parentId);
      siblings?.splice(siblings.indexOf(id), 1);
      dropBlock(id);
      touch(parentId);
    },

    /** A database with one data source of the same name. */
    createDatabase(options: NewDatabase): { databaseId: string; dataSourceId: string } {
      const { title, parentId, description = "", columns = {}, access } = options;
      const databaseId = newId("database");
      const dataSourceId = newId("dataSource");
      items.set(databaseId, {
        object: "database",
        id: databaseId,
        parentId,
        title: richText(title),
        ...fresh(access),
      });
      items.set(dataSourceId, {
        object: "data_source",
        id: dataSourceId,
        databaseId,
        title: richText(title),
        description,
        columns: { Name: "title", ...columns },
        ...fresh(),
      });
      place(databaseId, parentId);
      return { databaseId, dataSourceId };
    },

    /** Replaces a page's text; pages on it, and the blocks that they stand in, stay. */
    writeBlocks(id: string, blocks: BlockSpec[]): void {
      const page = get(id, "page");
      const kept = page.blockIds.filter(holdsPage);
      for (const blockId of page.blockIds) if (!kept.includes(blockId)) dropBlock(blockId);
      page.blockIds = [...addBlocks(id, blocks), ...kept];
      touch(id);
    },

    setProperties(id: string, properties: Record<string, PropertyValue>): void {
      const page = get(id, "page");
      Object.assign(page.properties, inSchema(items, page.parentId, properties));
      touch(id);
    },

    setColumns(id: string, columns: Record<string, Column>): void {
      Object.assign(get(id, "data_source").columns, columns);
      touch(id);
    },

    rename(id: string, title: Words): void {
      const item = items.get(id);
      if (item?.object === "page") Object.assign(item.properties, titleProperty(title));
      else if (item?.object === "database" || item?.object === "data_source") {
        item.title = richText(title);
      }
      touch(id);
    },

    /** Notion calls the pages edited that it leaves and that it comes to, not the one that moves. */
    move(id: string, parentId: string | undefined): void {
      const item = items.get(id);
      if (item?.object !== "page" && item?.object !== "database") return;
      displace(item);
      item.parentId = parentId;
      place(id, parentId);
    },

    setAccess(id: string, access: Access): void {
      const item = items.get(id);
      if (item !== undefined) item.access = access;
    },

    setTrashed(id: string, trashed: boolean): void {
      const item = items.get(id);
      if (item === undefined) return;
      item.trashed = trashed;
      touch(id);
    },

    /** Deletes something for good, with all that stands below it. */
    destroy(id: string): void {
      const item = items.get(id);
      if (item?.object === "page" || item?.object === "database") displace(item);
      const doomed = [id];
      for (let next = doomed.pop(); next !== undefined; next = doomed.pop()) {
        items.delete(next);
        for (const other of items.values()) {
          const above = other.object === "data_source" ? other.databaseId : other.parentId;
          if (above === next) doomed.push(other.id);
        }
      }
    },

    addComment(parentId: string, authorId: string, words: Comment["words"]): void {
      const ids = { id: newId("comment"), discussionId: newId("discussion") };
      comments.push({ ...ids, parentId, authorId, words, createdAt: now() });
    },
  };
}

function titleProperty(title: Words): Record<string, PropertyValue> {
  return { Name: { id: "title", type: "title", title: richText(title) } };
}

/** As Notion shows times. */
export function toMinute(time: number): string {
  return new Date(Math.floor(time / MINUTE_MS) * MINUTE_MS).toISOString();
}
