import { badQuery } from "./graph-refusal.ts";

type Item = Record<string, unknown>;

export interface ListRules {
  /** Query options that this list takes. */
  takes: readonly string[];
  mostTop: number;
  usualTop: number;
}

/** Refuses options that Graph does not take at this place, where it would ignore or misread them. */
export function checkOptions(query: URLSearchParams, takes: readonly string[]): void {
  for (const name of query.keys()) {
    if (!takes.includes(name)) throw badQuery(`The query option '${name}' is not supported here.`);
    if (query.getAll(name).length > 1) throw badQuery(`'${name}' is given more than once.`);
  }
}

/** With `$select`, nothing but what was asked for; the type is always said. */
export function select(item: Item, query: URLSearchParams): Item {
  const wanted = query.get("$select");
  if (wanted === null) return item;
  const names = wanted.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !(name in item));
  if (unknown !== undefined) throw badQuery(`Could not find a property named '${unknown}'.`);
  const kept = Object.entries(item).filter(
    ([name]) => names.includes(name) || name.startsWith("@odata."),
  );
  return Object.fromEntries(kept);
}

/** `<property> eq '<value>'`, with quotes in it doubled; letters of any case are equal. */
export function matches(query: URLSearchParams, properties: readonly string[]) {
  const filter = query.get("$filter");
  if (filter === null) return () => true;
  const [, property = "", quoted] = /^(\w+) eq '((?:[^']|'')*)'$/.exec(filter) ?? [];
  if (quoted === undefined || !properties.includes(property)) {
    throw badQuery("Invalid filter clause.");
  }
  const value = quoted.replaceAll("''", "'").toLowerCase();
  return (item: Item) => String(item[property]).toLowerCase() === value;
}

/** One page, and where the next one is. */
export function page(
  items: readonly Item[],
  url: URL,
  rules: ListRules,
  pageSize: number,
): Record<string, unknown> {
  const query = url.searchParams;
  checkOptions(query, [...rules.takes, "$skiptoken"]);
  const asked = query.get("$top");
  const top = asked === null ? rules.usualTop : Number(asked);
  if (!Number.isInteger(top) || top < 1 || top > rules.mostTop) {
    throw badQuery(`The limit of '${rules.mostTop}' for Top query has been exceeded.`);
  }
  const from = readToken(query.get("$skiptoken"), items.length);
  const to = from + Math.min(top, pageSize);
  const next = new URL(url);
  next.searchParams.set("$skiptoken", Buffer.from(`at ${to}`).toString("base64url"));
  return {
    "@odata.context": `${url.origin}/graph/v1.0/$metadata`,
    ...(to < items.length ? { "@odata.nextLink": next.href } : {}),
    value: items.slice(from, to).map((item) => select(item, query)),
  };
}

function readToken(token: string | null, most: number): number {
  if (token === null) return 0;
  const [, at] = /^at (\d+)$/.exec(Buffer.from(token, "base64url").toString()) ?? [];
  if (at === undefined || Number(at) > most) throw badQuery("Skip token is not valid.");
  return Number(at);
}
