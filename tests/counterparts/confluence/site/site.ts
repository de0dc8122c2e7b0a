import type { AnyItem, Content, NodeType, Principals, Text } from "./items.ts";
import { childrenOf, createNode, forget, fresh, put } from "./nodes.ts";
import { createPeople } from "./people.ts";
import { createIds, note, type SiteState, spaceByKey, touch } from "./site-state.ts";
import { createSpaces } from "./spaces.ts";
import { createTalk } from "./talk.ts";

interface NewPage {
  spaceKey: string;
  title: string;
  /** The space's homepage where absent. */
  parentId?: string | undefined;
  storage?: string;
  adf?: object;
  labels?: readonly string[];
  authorId?: string;
  type?: NodeType;
}

type NewBlogPost = Omit<NewPage, "parentId" | "type">;

interface SomePrincipals {
  users?: readonly string[];
  groups?: readonly string[];
}

export type Site = ReturnType<typeof createSite>;

/**
 * A company's Confluence, and everything that people do to it. What a connector can notice by
 * CQL's `lastmodified`: text and titles that were edited, new comments and attachments (they have
 * times of their own; their page's stays). What it cannot: restrictions and space permissions,
 * group members, labels, moves, a page that goes to the archive or the trash (it is found no
 * longer) or comes back (with its old time), and whatever happens to a page's ancestors.
 */
export function createSite(options: { now?: () => number } = {}) {
  let aheadMs = 0;
  const newId = createIds();
  const everyoneId = newId("group");
  const state: SiteState = {
    now: () => (options.now?.() ?? Date.now()) + aheadMs,
    newId,
    everyoneId,
    users: new Map(),
    groups: new Map([
      [everyoneId, { id: everyoneId, name: "confluence-users", members: new Set<string>() }],
    ]),
    spaces: new Map(),
    items: new Map(),
    held: new Map(),
    modifiedBy: new Set(),
  };

  function get(id: string): AnyItem {
    const item = state.items.get(id);
    if (item === undefined) throw new Error(`there is nothing with the id ${id}`);
    return item;
  }

  function content(id: string): Content {
    const item = get(id);
    if ("containerId" in item) throw new Error(`${id} is no page`);
    return item;
  }

  function setStatus(
    item: AnyItem,
    status: AnyItem["status"],
    change: "archive" | "restore",
  ): void {
    item.status = status;
    if (state.modifiedBy.has(change)) item.editedAt = state.now();
    note(state, item);
  }

  /** What is below goes along, or moves up to the parent, as people choose in the dialog. */
  function takeAway(id: string, status: "archived" | "trashed", withChildren: boolean): void {
    const item = get(id);
    for (const child of "parentId" in item ? childrenOf(state, id) : []) {
      if (withChildren) takeAway(child.id, status, true);
      else if (child.status === "current") child.parentId = content(id).parentId;
    }
    setStatus(item, status, "archive");
  }

  function common({ title, labels, authorId, storage, adf }: NewBlogPost) {
    const text: Text = { storage: storage ?? (adf === undefined ? "" : undefined), adf };
    return { title, labels, text, authorId: authorId ?? [...state.users.keys()][0] ?? "" };
  }

  return {
    ...state,
    state,
    get,
    ...createPeople(state),
    ...createSpaces(state),
    ...createTalk(state),
    advance: (ms: number) => {
      aheadMs += ms;
    },

    createPage(options: NewPage): string {
      const space = spaceByKey(state, options.spaceKey);
      const parentId = options.parentId ?? space.homepageId;
      return createNode(state, space, options.type ?? "page", parentId, common(options)).id;
    },

    createBlogPost(options: NewBlogPost): string {
      const id = newId();
      const made = common(options);
      put(state, {
        ...fresh(state, spaceByKey(state, options.spaceKey), made),
        ...{ id, text: made.text, read: undefined, update: undefined },
        type: "blogpost",
        parentId: undefined,
      });
      return id;
    },

    /** A new text for a page, blog post or comment. */
    edit(id: string, text: Text, editorId?: string): void {
      const item = get(id);
      if (item.type === "attachment") throw new Error(`${id} is an attachment: use replaceFile`);
      item.text = text;
      touch(state, item, editorId);
    },

    rename(id: string, title: string): void {
      const item = get(id);
      item.title = title;
      touch(state, item);
    },

    /** To another parent in its space; what it stands below must not stand below it. */
    move(id: string, parentId: string): void {
      const item = get(id);
      const parent = content(parentId);
      if (!("parentId" in item) || item.type === "blogpost") throw new Error(`${id} is no page`);
      for (let at: string | undefined = parentId; at !== undefined; at = content(at).parentId) {
        if (at === id) throw new Error(`${parentId} stands below ${id}`);
      }
      if (parent.spaceId !== item.spaceId) throw new Error("use moveToSpace");
      item.parentId = parentId;
      if (state.modifiedBy.has("move")) item.editedAt = state.now();
      note(state, item);
    },

    restrict(id: string, { read, update }: { read?: SomePrincipals; update?: SomePrincipals }) {
      const named = (some: SomePrincipals): Principals => ({ users: [], groups: [], ...some });
      const item = content(id);
      if (read !== undefined) item.read = named(read);
      if (update !== undefined) item.update = named(update);
    },

    unrestrict(id: string): void {
      const item = content(id);
      item.read = undefined;
      item.update = undefined;
    },

    archive: (id: string, withChildren = false) => takeAway(id, "archived", withChildren),

    setTrashed: (id: string, withChildren = false) => takeAway(id, "trashed", withChildren),

    /** Back from the archive or the trash, under its parent where that is still there. */
    restore(id: string): void {
      const item = get(id);
      if ("parentId" in item && item.type !== "blogpost" && item.parentId !== undefined) {
        const parent = state.items.get(item.parentId);
        const isThere = parent?.status === "current" && parent.spaceId === item.spaceId;
        if (!isThere) item.parentId = state.spaces.get(item.spaceId)?.homepageId;
      }
      setStatus(item, "current", "restore");
    },

    /** For good; what stood below it in the trash comes to the top. */
    purge(id: string): void {
      const item = get(id);
      for (const child of childrenOf(state, id)) {
        child.parentId = "parentId" in item ? item.parentId : undefined;
      }
      forget(state, item);
    },

    /** Not a new version: a label leaves `lastmodified` alone. */
    label(id: string, labels: readonly string[]): void {
      get(id).labels = labels;
    },
  };
}
