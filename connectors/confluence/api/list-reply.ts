import type { z } from "zod";
import { ConnectorError } from "../../connector.ts";
import type { Page } from "../../shared/http/page-through.ts";

export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** Entries of a list, of either API. */
export interface ListOf<Item> {
  /** For people: "Confluence's list of pages". */
  what: string;
  entry: z.ZodType<Item>;
  /** An entry was nothing: `null`, or without an id to go by. */
  onEmpty?: () => void;
}

/** Without entries that are nothing. @throws ConnectorError for what is no list */
export function toPage<Item>(
  { what, entry, onEmpty }: ListOf<Item>,
  results: unknown,
  next: string | undefined,
): Page<Item> {
  if (!Array.isArray(results)) {
    throw new ConnectorError("unavailable", `${what} is no list: the next sync tries again.`);
  }
  const items = results.flatMap((item: unknown) => {
    const { success, data } = entry.safeParse(item);
    return success ? [data] : [];
  });
  if (items.length < results.length) onEmpty?.();
  return { items, next };
}

/** Only what is asked for next is taken from the link, never where: that stays the same. @throws ConnectorError */
export function nextOf(link: string | undefined): string | undefined {
  if (link === undefined || link === "") return undefined;
  const query = URL.parse(link, "https://nowhere.invalid")?.searchParams;
  for (const name of ["cursor", "start"]) {
    const value = query?.get(name);
    if (value != null) return `${name}=${value}`;
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
