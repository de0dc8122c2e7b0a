import { lacking, notFound } from "../replies/refusal.ts";
import { childJson, commentJson, toJson, userJson } from "../replies/to-json.ts";
import type { AnyItem, Block, PropertyValue } from "../workspace/items.ts";
import { isVisible } from "../workspace/visibility.ts";
import type { World } from "../world.ts";
import { paginate } from "./paginate.ts";

interface Paging {
  start_cursor?: string | undefined;
  page_size?: number | undefined;
}

/** One object by its id. @throws Refusal 404, also when it is only not shared */
export function retrieve(world: World, object: AnyItem["object"], id: string) {
  const item = find(world, id);
  if (item?.object === object) return toJson(world.workspace, item);
  // Pages and databases are blocks too, where they stand.
  if (object === "block" && (item?.object === "page" || item?.object === "database")) {
    return childJson(world.workspace, item);
  }
  throw notFound(object.replace("_", " "), id);
}

/** The blocks directly on a page or in a block. A synced block that is a copy shows its original's. */
export function listChildren(world: World, id: string, paging: Paging) {
  const { workspace } = world;
  const item = find(world, id);
  if (item === undefined || !("blockIds" in item)) throw notFound("block", id);
  const holder = item.object === "block" ? originalOf(world, item) : item;
  const children = holder.blockIds.flatMap((blockId) => {
    const child = workspace.items.get(blockId);
    if (child === undefined || child.trashed || child.object === "data_source") return [];
    return [child.object === "block" ? toJson(workspace, child) : childJson(workspace, child)];
  });
  return list("block", paginate(world, `children ${id} ${paging.page_size}`, children, paging));
}

function originalOf(world: World, block: Block): Block {
  const from = block.content.synced_from as { block_id: string } | null | undefined;
  if (from === null || from === undefined) return block;
  const original = find(world, from.block_id);
  if (original?.object !== "block") throw notFound("block", from.block_id);
  return original;
}

/** The values of a property that has many. */
export function listProperty(world: World, pageId: string, propertyId: string, paging: Paging) {
  const page = find(world, pageId);
  const property =
    page?.object === "page"
      ? Object.values(page.properties).find(({ id }) => id === propertyId)
      : undefined;
  if (property === undefined) throw notFound("property", propertyId);
  const { id, type } = property;
  if (type === "rollup") return listRollup(world, pageId, property, paging);
  const values = property[type];
  if (!Array.isArray(values)) return { object: "property_item", id, type, [type]: values };
  const all = values.map((value) => ({ object: "property_item", id, type, [type]: value }));
  const item = { id, type, [type]: {}, next_url: null };
  const page_ = paginate(world, `property ${pageId} ${propertyId}`, all, paging);
  return { ...list("property_item", page_), property_item: item };
}

/** Lists that are given one by one. */
const BY_ONE: ReadonlySet<string> = new Set(["title", "rich_text", "people", "relation"]);

/** The values that a roll-up gathers, one by one. */
function listRollup(world: World, pageId: string, property: PropertyValue, paging: Paging) {
  const { id, type } = property;
  const rollup = property.rollup as { array: { type: string; [value: string]: unknown }[] };
  const all = rollup.array.flatMap((item) =>
    (BY_ONE.has(item.type) ? [item[item.type]].flat() : [item[item.type]]).map((value) => ({
      object: "property_item",
      id,
      type: item.type,
      [item.type]: value,
    })),
  );
  const page = paginate(world, `property ${pageId} ${id}`, all, paging);
  const item = { id, type, rollup: { ...rollup, array: [] }, next_url: null };
  return { ...list("property_item", page), property_item: item };
}

export function listComments(world: World, id: string, paging: Paging) {
  if (!world.capabilities.comments) throw lacking();
  if (find(world, id) === undefined) throw notFound("block", id);
  const { comments } = world.workspace;
  const found = comments.filter((comment) => comment.parentId === id);
  const json = found.map((comment) => commentJson(world.workspace, comment));
  return list("comment", paginate(world, `comments ${id} ${paging.page_size}`, json, paging));
}

export function retrieveUser(world: World, id: string) {
  const user = world.workspace.users.get(id);
  if (world.capabilities.users === "none") throw lacking();
  if (user === undefined) throw notFound("user", id);
  return userJson(user, world.capabilities.users === "emails");
}

export function listUsers(world: World, paging: Paging) {
  if (world.capabilities.users === "none") throw lacking();
  const withEmail = world.capabilities.users === "emails";
  const json = [...world.workspace.users.values()].map((user) => userJson(user, withEmail));
  return list("user", paginate(world, `users ${paging.page_size}`, json, paging));
}

/** Who the token stands for; needs no capability. */
export function showBot() {
  return {
    object: "user",
    id: "ffffffff-0000-4000-8000-00000000b007",
    name: "Footnote",
    avatar_url: null,
    type: "bot",
    bot: { owner: { type: "workspace", workspace: true }, workspace_name: "Acme" },
  };
}

function find({ workspace }: World, id: string): AnyItem | undefined {
  const item = workspace.items.get(dashed(id));
  return item !== undefined && isVisible(workspace.items, item) ? item : undefined;
}

function dashed(id: string): string {
  const digits = id.replaceAll("-", "").toLowerCase();
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function list(
  type: string,
  page: { results: unknown[]; next_cursor: string | null; has_more: boolean },
) {
  const { results, next_cursor, has_more } = page;
  return { object: "list", type, [type]: {}, results, next_cursor, has_more };
}
