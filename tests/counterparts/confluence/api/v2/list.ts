import { paginate } from "../paginate.ts";
import type { Answer, Asked } from "../route.ts";

const DEFAULT_LIMIT = 25;

interface Listed {
  cursor?: string | undefined;
  limit?: number | undefined;
}

interface Order<Item> {
  sortBy?: (item: Item) => number | string;
  idOf: (item: Item) => string;
  descending?: boolean;
  /** How many come when nobody says. */
  usual?: number;
}

/** One page of a list of v2, with the way on in its body and in its `Link` header. */
export function listed<Item>(
  { world, path, params }: Asked,
  query: Listed,
  items: readonly Item[],
  order: Order<Item>,
  toJson: (item: Item) => unknown,
): Answer {
  const { idOf, sortBy = (item: Item) => Number(idOf(item).replace(/\D/g, "")) } = order;
  const rest = new URLSearchParams(params);
  rest.delete("cursor");
  const limit = query.limit ?? order.usual ?? DEFAULT_LIMIT;
  rest.delete("limit");
  const page = paginate(items, {
    ...{ cursor: query.cursor, limit, sortBy, idOf },
    of: `${path}?${rest}`,
    descending: order.descending ?? false,
  });
  const base = `${world.siteUrl}/wiki`;
  const links: Record<string, string> = { base };
  const header = [`<${base}>; rel="base"`];
  if (page.next !== undefined) {
    rest.set("limit", String(limit));
    rest.set("cursor", page.next);
    links.next = `${path}?${rest}`;
    header.unshift(`<${links.next}>; rel="next"`);
  }
  return {
    headers: { link: header.join(", ") },
    value: { results: page.results.map(toJson), _links: links },
  };
}

/** What a `sort` such as `-modified-date` means. */
export function readSort(sort: string | undefined) {
  const descending = sort?.startsWith("-") ?? false;
  const by = sort?.replace(/^-/, "");
  return { by, descending };
}

const TIMES = { "created-date": "createdAt", "modified-date": "editedAt" } as const;

export function orderItems<Item extends { id: string; title: string } & Record<Times, number>>(
  sort: string | undefined,
): Order<Item> {
  const { by, descending } = readSort(sort);
  const idOf = (item: Item) => item.id;
  if (by === "title") return { idOf, descending, sortBy: (item) => item.title };
  const time = by === "created-date" || by === "modified-date" ? TIMES[by] : undefined;
  if (time !== undefined) return { idOf, descending, sortBy: (item) => item[time] };
  return { idOf, descending };
}

type Times = (typeof TIMES)[keyof typeof TIMES];
