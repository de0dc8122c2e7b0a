import type { AnyItem, Group, Held, Space, User } from "./items.ts";

/** What happens to an item without Confluence calling it modified, unless it is told to. */
export type QuietChange = "move" | "restore" | "archive";

export interface SiteState {
  /** The site's clock, in milliseconds. */
  now(): number;
  newId(kind?: "account" | "group" | "attachment" | "file"): string;
  users: Map<string, User>;
  groups: Map<string, Group>;
  spaces: Map<string, Space>;
  items: Map<string, AnyItem>;
  /** Ids of the comments and attachments of each item. */
  held: Map<string, Set<string>>;
  /** The group of everybody with a licence. */
  everyoneId: string;
  /**
   * Which of these changes make a new `lastmodified`. The reference says of none of them that it
   * does, so by default a connector has to find them without CQL.
   */
  modifiedBy: Set<QuietChange>;
}

const PREFIXES = {
  account: "712020:00000000-0000-4000-8000-",
  group: "aaaaaaaa-0000-4000-8000-",
  file: "ffffffff-0000-4000-8000-",
} as const;

/** Ids in Confluence's shapes, the same in every run. */
export function createIds(): SiteState["newId"] {
  let count = 0;
  return (kind) => {
    count += 1;
    if (kind === undefined) return String(98_304 + count);
    if (kind === "attachment") return `att${98_304 + count}`;
    return PREFIXES[kind] + count.toString(16).padStart(12, "0");
  };
}

/** Writes down what an item is now, for the search to take in. */
export function note(state: SiteState, item: AnyItem): void {
  const { status, spaceId, editedAt } = item;
  item.history.push({ at: state.now(), status, spaceId, editedAt });
}

/** A new version: a new `lastmodified`. */
export function touch(state: SiteState, item: AnyItem, editorId = item.authorId): void {
  item.version += 1;
  item.editedAt = state.now();
  item.editorId = editorId;
  note(state, item);
}

export function heldBy({ held, items }: SiteState, id: string): Held[] {
  return [...(held.get(id) ?? [])].map((one) => items.get(one) as Held);
}

export function spaceByKey({ spaces }: SiteState, key: string): Space {
  const space = [...spaces.values()].find((one) => one.key === key);
  if (space === undefined) throw new Error(`there is no space ${key}`);
  return space;
}
