import type { z } from "zod";
import type { ConfluenceApi } from "../api/confluence-api.ts";
import { foundReply } from "../api/shapes.ts";

const PAGE_SIZE = 200;
const RESTRICTIONS = "restrictions.read.restrictions";

/** All that is wanted of what a search finds; text is never asked for, which keeps its pages long. */
const EXPAND = [
  "version",
  "container",
  "metadata.labels",
  `${RESTRICTIONS}.user`,
  `${RESTRICTIONS}.group`,
].join(",");

export type Found = z.infer<typeof foundReply>;

/** What a query in CQL finds, with versions, labels and read restrictions: 200 a request. */
export function searchContent(api: ConfluenceApi, cql: string): AsyncGenerator<Found> {
  const query = { cql, expand: EXPAND, limit: PAGE_SIZE };
  const path = "/wiki/rest/api/content/search";
  return api.list({ what: "Confluence's search", entry: foundReply }, path, query);
}

/** `space in ("HR","IT") and type in (page, …)` */
export function inSpaces(keys: readonly string[], types: readonly string[]): string {
  const named = keys.map((key) => `"${key.replaceAll(/["\\]/g, "\\$&")}"`);
  return `space in (${named.join(",")}) and type in (${types.join(", ")})`;
}

/** In pieces that fit into one request. */
export function* slices<T>(items: Iterable<T>, size: number): Generator<T[]> {
  const all = [...items];
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
