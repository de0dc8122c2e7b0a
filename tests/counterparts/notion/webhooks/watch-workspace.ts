import type { AnyItem } from "../workspace/items.ts";
import { isVisible } from "../workspace/visibility.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { eventOf, type WorkspaceEvent } from "./event.ts";

/**
 * Tells of what people do, as far as the connection may see it. That a page is not shared any more
 * is not among what Notion tells.
 */
export function watchWorkspace(workspace: Workspace, tell: (event: WorkspaceEvent) => void): void {
  const { items } = workspace;
  const before = { ...workspace };

  function say(what: string, id: string | undefined, more?: Record<string, unknown>): void {
    const item = id === undefined ? undefined : items.get(id);
    if (item === undefined || item.object === "block" || !isVisible(items, item)) return;
    tell(eventOf(workspace, `${item.object}.${what}`, item, more));
  }

  /** The page that a block stands on, or the data source of a row. */
  function holderOf(id: string | undefined): AnyItem | undefined {
    const item = id === undefined ? undefined : items.get(id);
    return item?.object === "block" ? holderOf(item.parentId) : item;
  }

  function contentUpdated(holder: AnyItem | undefined, blockId: string): void {
    if (holder === undefined) return;
    say("content_updated", holder.id, { updated_blocks: [{ id: blockId, type: "block" }] });
  }

  function parentIdOf(id: string): string | undefined {
    const item = items.get(id);
    return item?.object === "data_source" ? item.databaseId : item?.parentId;
  }

  Object.assign(workspace, {
    createPage(options) {
      const id = before.createPage(options);
      say("created", id);
      contentUpdated(holderOf(options.parentId), id);
      return id;
    },
    createDatabase(options) {
      const ids = before.createDatabase(options);
      say("created", ids.databaseId);
      contentUpdated(holderOf(options.parentId), ids.databaseId);
      return ids;
    },
    writeBlocks(id, blocks) {
      before.writeBlocks(id, blocks);
      contentUpdated(items.get(id), id);
    },
    appendBlocks(id, blocks) {
      const ids = before.appendBlocks(id, blocks);
      contentUpdated(items.get(id), ids[0] ?? id);
      return ids;
    },
    changeBlock(id, content) {
      before.changeBlock(id, content);
      contentUpdated(holderOf(id), id);
    },
    removeBlock(id) {
      const holder = holderOf(id);
      before.removeBlock(id);
      contentUpdated(holder, id);
    },
    setProperties(id, properties) {
      before.setProperties(id, properties);
      say("properties_updated", id, {
        updated_properties: Object.values(properties).map((property) => property.id),
      });
    },
    rename(id, title) {
      before.rename(id, title);
      const isPage = items.get(id)?.object === "page";
      if (isPage) say("properties_updated", id, { updated_properties: ["title"] });
      else say("schema_updated", id, {});
    },
    move(id, parentId) {
      const from = holderOf(parentIdOf(id));
      before.move(id, parentId);
      say("moved", id);
      contentUpdated(from, id);
      contentUpdated(holderOf(parentId), id);
    },
    setTrashed(id, trashed) {
      before.setTrashed(id, trashed);
      say(trashed ? "deleted" : "undeleted", id);
      contentUpdated(holderOf(parentIdOf(id)), id);
    },
    destroy(id) {
      const holder = holderOf(parentIdOf(id));
      // What is in the trash already was told of when it went there.
      if (items.get(id)?.trashed === false) say("deleted", id);
      before.destroy(id);
      contentUpdated(holder, id);
    },
    addComment(parentId, authorId, words) {
      before.addComment(parentId, authorId, words);
      const page = holderOf(parentId);
      const comment = workspace.comments.at(-1);
      if (page === undefined || comment === undefined || !isVisible(items, page)) return;
      const parent = { id: parentId, type: page.id === parentId ? "page" : "block" } as const;
      const entity = { id: comment.id, type: "comment" } as const;
      tell({ type: "comment.created", entity, data: { parent, page_id: page.id } });
    },
  } satisfies Partial<Workspace>);
}
