import { ConnectorError } from "../../connector.ts";

/** Pages that bring nothing follow each other where a vendor hides what was found, but not so many. */
const IDLE_PAGES = 1_000;
/** More than any one list of a vendor's has; so many pages would hold it fifty at a time. */
const MOST_ITEMS = 1_000_000;
const MOST_PAGES = 20_000;

/**
 * The end of a list that has none by itself: told of each page, it throws a `ConnectorError` when a
 * thousand in a row bring nothing new, or there are more items or pages than any list has.
 */
export function createListBounds(what: string): (items: readonly unknown[]) => void {
  const seen = new Set<string>();
  let pages = 0;
  let idle = 0;
  let items = 0;
  return (page) => {
    const before = seen.size;
    for (const item of page) seen.add(keyOf(item));
    pages += 1;
    items += page.length;
    idle = seen.size === before ? idle + 1 : 0;
    if (idle >= IDLE_PAGES) throw endless(`${what} brings nothing new for ${idle} pages`);
    if (items > MOST_ITEMS || pages > MOST_PAGES) {
      throw endless(`${what} has no end after ${items} items on ${pages} pages`);
    }
  };
}

function endless(what: string): ConnectorError {
  return new ConnectorError(
    "unavailable",
    `${what}, so it was left: nothing was removed, and the next sync tries again.`,
  );
}

/** Its id as it is, so that nothing is kept twice of a long list. */
function keyOf(item: unknown): string {
  const { id, fileId, accountId } = (item ?? {}) as Record<string, unknown>;
  const name = id ?? fileId ?? accountId;
  return typeof name === "string" && name !== "" ? name : JSON.stringify([item]);
}
