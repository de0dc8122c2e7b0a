import { ConnectorError } from "../../connector.ts";
import { createListBounds } from "../../shared/http/list-bounds.ts";

export interface ListedPage<Item> {
  results: Item[];
  next_cursor: string | null;
  has_more: boolean;
  request_status?: { type: "complete" | "incomplete" };
}

/** `incomplete`: Notion stopped at its limit, or began to repeat itself. */
export type ListEnd = "complete" | "incomplete";

/** Whether an entry of a list is one: `null` may stand in its place. */
export function isEntry(item: unknown): item is object {
  return typeof item === "object" && item !== null;
}

/**
 * Pages of a list until its end, without entries that are none, which are counted. A cursor that
 * comes twice ends it: Notion has been seen to go round.
 * @throws ConnectorError when it goes past all bounds
 */
export async function* listPages<Item>(
  ask: (cursor: string | undefined) => Promise<ListedPage<Item>>,
  onEmpty: (entries: number) => void = () => undefined,
): AsyncGenerator<Item[], ListEnd> {
  const cursors = new Set<string>();
  const count = createListBounds("A list of Notion's");
  let cursor: string | undefined;
  for (;;) {
    const page = await ask(cursor);
    if (!Array.isArray(page.results)) {
      throw new ConnectorError("unavailable", "Notion answered with a list that is none.");
    }
    const entries = page.results.filter(isEntry);
    if (entries.length < page.results.length) onEmpty(page.results.length - entries.length);
    count(entries);
    yield entries;
    if (page.request_status?.type === "incomplete") return "incomplete";
    if (!page.has_more || page.next_cursor === null) return "complete";
    cursor = page.next_cursor;
    if (cursors.has(cursor)) return "incomplete";
    cursors.add(cursor);
  }
}

/** All items at once. @throws ConnectorError when the list has no end */
export async function listWhole<Item>(
  ask: (cursor: string | undefined) => Promise<ListedPage<Item>>,
  onEmpty?: (entries: number) => void,
): Promise<Item[]> {
  const items: Item[] = [];
  const pages = listPages(ask, onEmpty);
  for (;;) {
    const step = await pages.next();
    if (!step.done) items.push(...step.value);
    else if (step.value === "complete") return items;
    else throw new ConnectorError("unavailable", "Notion gave only a part of a list.");
  }
}
