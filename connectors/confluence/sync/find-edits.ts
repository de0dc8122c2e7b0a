import { attachmentReply, contentReply, resultsOf } from "../api/shapes.ts";
import { cqlTime } from "../site/cql-time.ts";
import { inSpaces, searchContent, slices } from "../site/search-content.ts";
import { contentTypes, SPACES_AT_ONCE } from "./list-content.ts";
import type { Run } from "./run.ts";

const TRASH_LOOKED_AT = 100;
/** More would make the cursor long; what is forgotten is only looked at once more. */
const SEEN_AT_MOST = 2_000;

export interface Edits {
  /** Pages and blog posts that were edited or commented on. */
  pages: Set<string>;
  /** Files, and the pages that they are on. */
  files: Set<string>;
  holders: Set<string>;
  /** All that was found, so that the next run does not look at it again. */
  seen: string[];
}

/** Asks the search for what was modified since, and leaves out what the last run has seen. */
export async function findEdits(
  run: Run,
  since: number,
  timeZone: string | undefined,
): Promise<Edits> {
  const done = new Set(run.cursor?.seen);
  const [pages, files, holders] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const seen: string[] = [];
  for (const slice of slices(run.spaces.values(), SPACES_AT_ONCE)) {
    const keys = slice.map(({ key }) => key);
    const cql = `${inSpaces(keys, contentTypes(run))} and lastmodified >= "${cqlTime(since, timeZone)}"`;
    for await (const found of searchContent(run.api, cql)) {
      const mark = `${found.id}:${found.version?.number ?? 0}`;
      seen.push(mark);
      const pageId = done.has(mark) ? undefined : run.site.take(found);
      if (pageId === undefined) continue;
      if (found.type === "attachment") {
        files.add(found.id);
        holders.add(pageId);
      } else pages.add(pageId);
    }
  }
  return { pages, files, holders, seen: seen.slice(0, SEEN_AT_MOST) };
}

/**
 * Stored documents that are in the trash now, among what was modified last in it. Confluence does not
 * say whether going there counts as a modification: what this misses the next sweep finds.
 */
export async function listTrash(run: Run): Promise<string[]> {
  const found: string[] = [];
  const query = { status: ["trashed"], sort: "-modified-date", limit: TRASH_LOOKED_AT };
  for (const slice of slices(run.spaces.values(), SPACES_AT_ONCE)) {
    const within = { ...query, "space-id": slice.map(({ id }) => id) };
    for (const kind of ["pages", "blogposts"]) {
      const path = `/wiki/api/v2/${kind}`;
      const { results = [] } = await run.api.get(path, resultsOf(contentReply), within);
      found.push(...results.map((page) => page?.id ?? ""));
    }
  }
  if (run.settings.attachments) {
    const path = "/wiki/api/v2/attachments";
    const { results = [] } = await run.api.get(path, resultsOf(attachmentReply), query);
    found.push(...results.map((file) => file?.id ?? ""));
  }
  return found.filter((id) => run.knownIds.has(id));
}
