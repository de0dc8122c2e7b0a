import { ConnectorError } from "../../connector.ts";
import { createListBounds } from "./list-bounds.ts";

export interface Page<Item> {
  items: readonly Item[];
  /** Undefined on the last page. */
  next: string | undefined;
}

/**
 * All items of a list that comes in pages.
 * @throws ConnectorError when a cursor comes twice, or the list goes past all bounds: such a list has
 * no end, and parts may be missing
 */
export async function* pageThrough<Item>(
  /** For people: "Google Drive's list of files". */
  what: string,
  ask: (cursor: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  const cursors = new Set<string>();
  const count = createListBounds(what);
  let cursor: string | undefined;
  for (;;) {
    const page = await ask(cursor);
    count(page.items);
    yield* page.items;
    cursor = page.next;
    if (cursor === undefined) return;
    if (cursors.has(cursor)) {
      throw new ConnectorError(
        "unavailable",
        `${what} goes round in circles: nothing was removed, and the next sync tries again.`,
      );
    }
    cursors.add(cursor);
  }
}
