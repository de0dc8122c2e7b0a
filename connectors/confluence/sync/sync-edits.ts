import type { SourceChange } from "../../connector.ts";
import type { AttachmentReply, ContentReply } from "../api/shapes.ts";
import { isReadable } from "../site/attachment.ts";
import { cqlTime } from "../site/cql-time.ts";
import { isDocument, type Node } from "../site/node.ts";
import { placeHash } from "../site/places.ts";
import { inSpaces, searchContent, slices } from "../site/search-content.ts";
import type { Space } from "../site/spaces.ts";
import { findAgain, isAttachmentId } from "./is-gone.ts";
import { completeFacts, contentTypes } from "./list-content.ts";
import { type Item, processDocuments } from "./process-documents.ts";
import type { Run } from "./run.ts";

const SPACES_AT_ONCE = 50;
const TRASH_LOOKED_AT = 100;
/** More would make the cursor long; what is forgotten is only looked at once more. */
const SEEN_AT_MOST = 2_000;

/**
 * Reads what the search calls modified since, and what stands below it where that was moved or
 * renamed. Returns what was found, so that the next run does not look at it again.
 */
export async function* syncEdits(
  run: Run,
  since: number,
  timeZone: string | undefined,
): AsyncGenerator<SourceChange, string[]> {
  const { site, knownIds, request, cursor } = run;
  const done = new Set(cursor?.seen);
  const seen: string[] = [];
  const pages = new Set<string>();
  const files = new Set<string>();
  const holders = new Set<string>();
  for (const slice of slices(run.spaces.values(), SPACES_AT_ONCE)) {
    const cql = `${inSpaces(keysOf(slice), contentTypes(run))} and lastmodified >= "${cqlTime(since, timeZone)}"`;
    for await (const found of searchContent(run.api, cql)) {
      const mark = `${found.id}:${found.version?.number ?? 0}`;
      seen.push(mark);
      const about = done.has(mark) ? undefined : site.take(found);
      if (about === undefined) continue;
      if (found.type === "attachment") {
        files.add(found.id);
        holders.add(about);
      } else pages.add(about);
    }
  }
  const suspects = [...(request.recheck ?? []), ...(await listTrash(run))];
  const there = await findAgain(run, new Set(suspects));
  const gone = new Set<string>();
  for (const documentId of suspects) {
    if (there.has(documentId)) (isAttachmentId(documentId) ? files : pages).add(documentId);
    else if (knownIds.has(documentId)) {
      gone.add(documentId);
      yield { type: "document-removed", documentId };
    }
  }
  await site.load([...pages, ...holders]);
  await site.loadAncestors(site.nodes.values());
  await followChanges(run, { pages, files, gone });
  const items = [...itemsFor(run, pages, files)];
  const read = items.flatMap((item) => ("page" in item ? item.page.id : []));
  if (run.settings.comments) await site.loadComments(read);
  const around = items.flatMap((item) =>
    "page" in item ? item.page : (site.nodes.get(item.file.containerId) ?? []),
  );
  await completeFacts(run, around, false);
  yield* processDocuments(run, items);
  yield* missingOf(run, pages);
  return seen.slice(0, SEEN_AT_MOST);
}

function keysOf(spaces: readonly Space[]): string[] {
  return spaces.map(({ key }) => key);
}

/**
 * Stored documents that are in the trash now, among what was modified last in it. Confluence does not
 * say whether going there counts as a modification: what this misses the next sweep finds.
 */
async function listTrash(run: Run): Promise<string[]> {
  const found: string[] = [];
  const query = { status: ["trashed"], sort: "-modified-date", limit: TRASH_LOOKED_AT };
  for (const slice of slices(run.spaces.values(), SPACES_AT_ONCE)) {
    const within = { ...query, "space-id": slice.map(({ id }) => id) };
    for (const kind of ["pages", "blogposts"]) {
      const path = `/wiki/api/v2/${kind}`;
      const { results = [] } = await run.api.get<{ results?: ContentReply[] }>(path, within);
      found.push(...results.map(({ id }) => String(id)));
    }
  }
  if (run.settings.attachments) {
    const path = "/wiki/api/v2/attachments";
    const { results = [] } = await run.api.get<{ results?: AttachmentReply[] }>(path, query);
    found.push(...results.map(({ id }) => id));
  }
  return found.filter((id) => run.knownIds.has(id));
}

/**
 * Adds what a change reaches that is not modified itself: all below a page that was moved, renamed
 * or is restricted, its files, and pages that show a part of it or of one that is gone.
 */
async function followChanges(
  run: Run,
  { pages, files, gone }: Record<"pages" | "files" | "gone", Set<string>>,
): Promise<void> {
  const { site, places } = run;
  const displaced = [...pages].filter((id) => {
    const node = site.nodes.get(id);
    const place = node === undefined ? undefined : places.of(node);
    const known = run.markOf(id)?.place;
    // When it was restricted is not told: with this edit, for all we know.
    if (known !== undefined && (site.restrictions.get(id) ?? "none") !== "none") return true;
    // What went away may have left something below it.
    return known !== undefined && (place === undefined || placeHash(place) !== known);
  });
  const below = new Map<string, string[]>();
  const shownBy = new Map<string, string[]>();
  for (const id of pages.size + gone.size === 0 ? [] : run.knownIds) {
    const mark = run.markOf(id);
    if (mark === undefined) continue;
    for (const parentId of mark.parentIds) push(below, parentId, id);
    for (const include of mark.includes) push(shownBy, include.id, id);
  }
  for (let id = displaced.pop(); id !== undefined; id = displaced.pop()) {
    for (const child of below.get(id) ?? []) {
      if (isAttachmentId(child)) files.add(child);
      else if (!pages.has(child)) {
        pages.add(child);
        displaced.push(child);
      }
    }
  }
  const others = [...pages, ...gone].flatMap((id) => shownBy.get(id) ?? []);
  for (const id of others) pages.add(id);
  await site.load([...pages].filter((id) => !site.nodes.has(id)));
  await site.loadAncestors(site.nodes.values());
  for (const id of files) if (!site.attachments.has(id)) await site.loadAttachment(id);
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function* itemsFor(run: Run, pages: Set<string>, files: Set<string>): Generator<Item> {
  const { site, places } = run;
  const isRead = (node: Node | undefined) => node !== undefined && places.of(node) !== undefined;
  for (const id of pages) {
    const page = site.nodes.get(id);
    if (page !== undefined && isDocument(page) && isRead(page)) yield { page };
  }
  for (const id of files) {
    const file = site.attachments.get(id);
    if (file !== undefined && isReadable(file) && isRead(site.nodes.get(file.containerId))) {
      yield { file };
    }
  }
}

/** Pages that were found modified, and gone a moment later. */
async function* missingOf(run: Run, pages: Set<string>): AsyncGenerator<SourceChange> {
  for (const documentId of pages) {
    const node = run.site.nodes.get(documentId);
    const isThere = node !== undefined && run.places.of(node) !== undefined;
    if (!isThere && run.knownIds.has(documentId)) yield { type: "document-removed", documentId };
  }
}
