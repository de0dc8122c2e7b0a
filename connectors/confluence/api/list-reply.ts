import { ConnectorError } from "../../connector.ts";
import type { Page } from "../../shared/http/page-through.ts";

export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** One page of a list, of either API. */
export interface ListReply<Item> {
  results?: Item[];
  size?: number;
  _links?: { next?: string };
}

/** Without entries that are nothing: `null` has no id to go by. @throws ConnectorError for what is no list */
export function toPage<Item>(
  what: string,
  { results }: ListReply<Item>,
  next: string | undefined,
  onEmpty: () => void = () => undefined,
): Page<Item> {
  if (Array.isArray(results)) {
    const items = results.filter(isEntry);
    if (items.length < results.length) onEmpty();
    return { items, next };
  }
  throw new ConnectorError("unavailable", `${what} is no list: the next sync tries again.`);
}

function isEntry(item: unknown): boolean {
  return typeof item === "object" && item !== null;
}

/** Only what is asked for next is taken from the link, never where: that stays the same. @throws ConnectorError */
export function nextOf(link: string | undefined): string | undefined {
  if (link === undefined || link === "") return undefined;
  const query = new URL(link, "https://nowhere.invalid").searchParams;
  for (const name of ["cursor", "start"]) {
    const value = query.get(name);
    if (value !== null) return `${name}=${value}`;
  }
  throw new ConnectorError(
    "unavailable",
    "Confluence named a next page that is none: the next sync tries again.",
  );
}

/** The part of a query that asks for the page after this one. */
export function readQuery(next: string | undefined): Query {
  if (next === undefined) return {};
  const at = next.indexOf("=");
  return { [next.slice(0, at)]: next.slice(at + 1) };
}

/** Empty, or from the question mark on. */
export function toSearch(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}
