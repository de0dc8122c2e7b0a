import type { AnyItem } from "./items.ts";
import type { Workspace } from "./workspace.ts";

type Items = Workspace["items"];

/** What an item stands on, undefined at the top. */
function parentOf(items: Items, item: AnyItem): AnyItem | undefined {
  const id = item.object === "data_source" ? item.databaseId : item.parentId;
  return id === undefined ? undefined : items.get(id);
}

/** From the item itself to the top. */
export function* upwards(items: Items, item: AnyItem): Generator<AnyItem> {
  for (let at: AnyItem | undefined = item; at !== undefined; at = parentOf(items, at)) yield at;
}

/** Whether the integration was given the item, or something that it stands below, and nothing between denies it. */
export function isVisible(items: Items, item: AnyItem): boolean {
  for (const { access } of upwards(items, item)) {
    if (access !== "inherit") return access === "shared";
  }
  return false;
}

export function isInTrash(items: Items, item: AnyItem): boolean {
  return [...upwards(items, item)].some(({ trashed }) => trashed);
}
