import { contentReply } from "../api/shapes.ts";
import { isReadable } from "../site/attachment.ts";
import { COLLECTIONS, isDocument, type Node, type NodeKind, toNode } from "../site/node.ts";
import { inSpaces, searchContent, slices } from "../site/search-content.ts";
import type { Space } from "../site/spaces.ts";
import type { Item } from "./process-documents.ts";
import type { Run } from "./run.ts";

/** Keys and ids that fit into one request. */
export const SPACES_AT_ONCE = 50;
const PAGE_SIZE = 250;

/**
 * Takes in all that these spaces hold, without its text: pages from the lists, which are never late;
 * restrictions, labels, comments and files from the search, where one request tells of 200.
 */
export async function listContent(run: Run, spaces: Iterable<Space>): Promise<void> {
  const { api, site, settings } = run;
  for (const slice of slices(spaces, SPACES_AT_ONCE)) {
    for (const kind of ["page", "blogpost"] as const satisfies NodeKind[]) {
      const hasArchive = settings.archived && kind === "page";
      const query = {
        "space-id": slice.map(({ id }) => id),
        status: hasArchive ? ["current", "archived"] : ["current"],
        limit: PAGE_SIZE,
      };
      const path = `/wiki/api/v2/${COLLECTIONS[kind]}`;
      const list = { what: `Confluence's list of ${kind}s`, entry: contentReply };
      for await (const reply of api.list(list, path, query)) site.put(toNode(reply, kind));
    }
    const keys = slice.map(({ key }) => key);
    const cql = inSpaces(keys, contentTypes(run));
    for await (const found of searchContent(api, cql)) site.take(found);
  }
  await site.loadAncestors(site.nodes.values());
}

/** What the search is asked for. */
export function contentTypes({ settings }: Run): string[] {
  return [
    "page",
    "blogpost",
    ...(settings.comments ? ["comment"] : []),
    ...(settings.attachments ? ["attachment"] : []),
  ];
}

/** Restrictions of pages and of all that these stand below, as far as they are not known. */
export async function completeFacts(
  { site, places }: Run,
  pages: Iterable<Node>,
  isListed: boolean,
): Promise<void> {
  const needed = new Map<string, Node>();
  for (const page of pages) {
    const place = places.of(page);
    for (const node of place === undefined ? [] : [...place.ancestors, page]) {
      needed.set(node.id, node);
    }
  }
  // What a listing did not name of documents, a search by ids would not name either.
  const searched = [...needed.values()].filter((node) => !isListed || !isDocument(node));
  await site.loadFacts(searched.map(({ id }) => id));
  await site.completeRestrictions(needed.keys());
}

/** Documents among what was listed, each page followed by its files. */
export function* itemsOf(
  { site, places }: Run,
  isListed: (page: Node) => boolean = () => true,
): Generator<Item> {
  const files = Map.groupBy(site.attachments.values(), (file) => file.containerId);
  for (const page of site.documents()) {
    if (places.of(page) === undefined || !isListed(page)) continue;
    yield { page };
    for (const file of files.get(page.id) ?? []) if (isReadable(file)) yield { file };
  }
}
