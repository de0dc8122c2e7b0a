import { invalid } from "../replies/refusal.ts";
import type { World } from "../world.ts";

interface PagingRequest {
  start_cursor?: string | undefined;
  page_size?: number | undefined;
}

const MOST = 100;

/**
 * One page of a list. Positions count from the start of the list as it is now, so what goes while
 * somebody reads makes others slip through, as it may at Notion.
 */
export function paginate<Item>(
  world: World,
  /** The request without its cursor: a cursor is good for the list that it came from alone. */
  of: string,
  items: readonly Item[],
  { start_cursor: cursor, page_size: size = MOST }: PagingRequest,
  limit = Number.POSITIVE_INFINITY,
) {
  const known = cursor === undefined ? { of, offset: 0 } : world.cursors.get(cursor);
  if (known?.of !== of) throw invalid(`The start_cursor provided is invalid: ${cursor}`);
  const end = Math.min(known.offset + size, limit);
  const hasMore = end < Math.min(items.length, limit);
  return {
    results: items.slice(known.offset, end),
    next_cursor: hasMore ? remember(world, of, end) : null,
    has_more: hasMore,
    isCut: !hasMore && items.length > limit,
  };
}

function remember(world: World, of: string, offset: number): string {
  const id = world.workspace.newId("cursor");
  world.cursors.set(id, { of, offset });
  return id;
}
