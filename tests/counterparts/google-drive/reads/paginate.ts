import type { Call } from "../api/call.ts";
import { invalid } from "../replies/refusal.ts";
import type { SortKey } from "../requests/parse-order.ts";
import type { World } from "../world.ts";

interface Page<T> {
  found: T[];
  nextPageToken: string | undefined;
}

/** What a list is sorted by. */
interface Order<T> {
  keyOf(one: T): SortKey;
  compare(one: SortKey, other: SortKey): number;
}

/**
 * What comes after the last of the page before: things that go away in between move nothing else
 * out of sight. A token is good for the question and the caller that it was given to. Whether
 * something is wanted is asked only until the page is full.
 */
export function pageAfter<T>(
  { world, query, caller }: Call,
  all: Iterable<T>,
  { keyOf, compare }: Order<T>,
  isWanted: (one: T) => boolean = () => true,
): Page<T> {
  const of = `${caller.email} ${query.question}`;
  const given = query.text("pageToken");
  const start = given === undefined ? undefined : world.pageTokens.get(given);
  if (given !== undefined && start?.of !== of) throw invalid("pageToken");
  const after = start?.after;
  const sorted = [...all]
    .map((one) => ({ one, key: keyOf(one) }))
    .filter(({ key }) => after === undefined || compare(key, after) > 0)
    .sort((a, b) => compare(a.key, b.key));
  const size = pageSize(world, query.count("pageSize") ?? sorted.length, given === undefined);
  const page: typeof sorted = [];
  let hasMore = false;
  for (const candidate of sorted) {
    if (!isWanted(candidate.one)) continue;
    hasMore = page.length === size;
    if (hasMore) break;
    page.push(candidate);
  }
  const found = page.map(({ one }) => one);
  if (world.nonsense === "repeats-page-tokens" && (hasMore || page.length > 0)) {
    return { found, nextPageToken: given ?? keepToken(world, of, after) };
  }
  const last = page.at(-1)?.key ?? after;
  return { found, nextPageToken: hasMore ? keepToken(world, of, last) : undefined };
}

/** How many a page holds of those asked for. */
export function pageSize(world: World, asked: number, isFirst: boolean): number {
  if (!world.hasShortPages) return asked;
  return isFirst ? 0 : Math.ceil(asked / 2);
}

function keepToken({ pageTokens }: World, of: string, after: SortKey | undefined): string {
  const token = `~!!~${Buffer.from(`page ${pageTokens.size}`).toString("base64url")}`;
  pageTokens.set(token, { of, after });
  return token;
}
