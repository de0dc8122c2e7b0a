import { type Piece, plainText, text } from "../workspace/content.ts";
import type {
  AnyItem,
  Block,
  Comment,
  Database,
  DataSource,
  Page,
  PropertyValue,
  User,
} from "../workspace/items.ts";
import { isInTrash } from "../workspace/visibility.ts";
import { toMinute, type Workspace } from "../workspace/workspace.ts";
import { columnsJson } from "./columns-json.ts";

type Json = Record<string, unknown>;

const SHOWN_VALUES = 25;
const EDITOR = "ffffffff-0000-4000-8000-00000000aaaa";

/** Objects as Notion's API of 2025-09-03 gives them. */
export function toJson(workspace: Workspace, item: AnyItem): Json {
  switch (item.object) {
    case "page":
      return pageJson(workspace, item);
    case "database":
      return databaseJson(workspace, item);
    case "data_source":
      return dataSourceJson(workspace, item);
    case "block":
      return blockJson(workspace, item);
  }
}

function common({ items, trashReachesDown }: Workspace, item: AnyItem): Json {
  const trashed = trashReachesDown ? isInTrash(items, item) : item.trashed;
  return {
    object: item.object,
    id: item.id,
    created_time: toMinute(item.createdAt),
    last_edited_time: toMinute(item.editedAt),
    created_by: { object: "user", id: EDITOR },
    last_edited_by: { object: "user", id: EDITOR },
    in_trash: trashed,
    archived: trashed,
  };
}

function pageJson(workspace: Workspace, page: Page): Json {
  const properties = Object.entries(page.properties).map(([name, property]) => {
    const values = property[property.type];
    if (property.type === "files") {
      const files = (values as Json[]).map((file) => withAddress(workspace, file));
      return [name, { ...property, files }];
    }
    if (property.type === "rollup") return [name, cutRollup(property)];
    if (!Array.isArray(values) || values.length <= SHOWN_VALUES) return [name, property];
    const cut = { ...property, [property.type]: values.slice(0, SHOWN_VALUES) };
    return [name, property.type === "relation" ? { ...cut, has_more: true } : cut];
  });
  return {
    ...common(workspace, page),
    cover: null,
    icon: null,
    is_archived: page.trashed,
    is_locked: false,
    parent: parentJson(workspace, page.parentId),
    properties: Object.fromEntries(properties),
    url: urlOf(titleOf(page), page.id),
    public_url: null,
  };
}

function cutRollup(property: PropertyValue): PropertyValue {
  const rollup = property.rollup as { array?: unknown[] };
  return { ...property, rollup: { ...rollup, ...shown(rollup.array) } };
}

function shown(array: unknown[] | undefined) {
  return array === undefined ? {} : { array: array.slice(0, SHOWN_VALUES) };
}

function databaseJson(workspace: Workspace, database: Database): Json {
  const sources = [...workspace.items.values()].filter(
    (item) => item.object === "data_source" && item.databaseId === database.id,
  ) as DataSource[];
  const { created_by: _, last_edited_by: __, ...shared } = common(workspace, database);
  return {
    ...shared,
    title: database.title,
    description: [],
    icon: null,
    cover: null,
    is_inline: false,
    is_locked: false,
    parent: parentJson(workspace, database.parentId),
    data_sources: sources.map(({ id, title }) => ({ id, name: plainText(title) })),
    url: urlOf("", database.id),
    public_url: null,
  };
}

function dataSourceJson(workspace: Workspace, source: DataSource): Json {
  const database = workspace.get(source.databaseId, "database");
  return {
    ...common(workspace, source),
    title: source.title,
    description: source.description === "" ? [] : [text(source.description)],
    icon: null,
    cover: null,
    is_inline: false,
    parent: { type: "database_id", database_id: database.id },
    database_parent: parentJson(workspace, database.parentId),
    properties: columnsJson(workspace, source),
    url: urlOf("", source.databaseId),
    public_url: null,
  };
}

function blockJson(workspace: Workspace, block: Block): Json {
  return {
    ...common(workspace, block),
    parent: parentJson(workspace, block.parentId),
    has_children: block.blockIds.length > 0 || block.type === "synced_block",
    type: block.type,
    [block.type]: withAddress(workspace, block.content),
  };
}

const HOUR_MS = 3_600_000;

/** What lies in the storage has another address each time, good for an hour. */
function withAddress({ filesUrl, now }: Workspace, content: Json): Json {
  const { url } = (content.file ?? {}) as { url?: string };
  if (content.type !== "file" || url?.startsWith("/files/") !== true) return content;
  const expires = now() + HOUR_MS;
  const signed = `${filesUrl}${url}?expires=${expires}&signature=${Math.random()}`;
  return { ...content, file: { url: signed, expiry_time: new Date(expires).toISOString() } };
}

/** A page or database where it stands among blocks; its id is the page's own. */
export function childJson(workspace: Workspace, item: Page | Database): Json {
  const type = item.object === "page" ? "child_page" : "child_database";
  // Notion writes a bare string here, with the titles of what it mentions.
  const title = item.object === "page" ? titleOf(item) : plainText(item.title);
  return {
    ...common(workspace, item),
    object: "block",
    parent: parentJson(workspace, item.parentId),
    has_children: item.object === "page" && item.blockIds.length > 0,
    type,
    [type]: { title },
  };
}

function parentJson({ items }: Workspace, parentId: string | undefined): Json {
  const parent = parentId === undefined ? undefined : items.get(parentId);
  switch (parent?.object) {
    case undefined:
      return { type: "workspace", workspace: true };
    case "page":
      return { type: "page_id", page_id: parent.id };
    case "block":
      return { type: "block_id", block_id: parent.id };
    case "database":
      return { type: "database_id", database_id: parent.id };
    case "data_source":
      return {
        type: "data_source_id",
        data_source_id: parent.id,
        database_id: parent.databaseId,
      };
  }
}

export function commentJson({ items, users }: Workspace, comment: Comment): Json {
  const onPage = items.get(comment.parentId)?.object === "page";
  const type = onPage ? "page_id" : "block_id";
  return {
    object: "comment",
    id: comment.id,
    parent: { type, [type]: comment.parentId },
    discussion_id: comment.discussionId,
    created_time: toMinute(comment.createdAt),
    last_edited_time: toMinute(comment.createdAt),
    created_by: { object: "user", id: comment.authorId },
    rich_text: typeof comment.words === "string" ? [text(comment.words)] : comment.words,
    display_name: { type: "user", resolved_name: users.get(comment.authorId)?.name ?? null },
  };
}

export function userJson({ id, name, email }: User, withEmail: boolean): Json {
  const person = withEmail && email !== undefined ? { email } : {};
  return { object: "user", id, name, avatar_url: null, type: "person", person };
}

export function titleOf(page: Page): string {
  const title = Object.values(page.properties).find(({ type }) => type === "title");
  return plainText((title?.title ?? []) as Piece[]);
}

function urlOf(title: string, id: string): string {
  const slug = title.replaceAll(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return `https://www.notion.so/${slug === "" ? "" : `${slug}-`}${id.replaceAll("-", "")}`;
}
