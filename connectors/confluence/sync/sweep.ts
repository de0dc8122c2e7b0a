import type { SourceChange } from "../../connector.ts";
import type { Node } from "../site/node.ts";
import { findSpace, type Space } from "../site/spaces.ts";
import { findAgain, isAttachmentId, missing } from "./is-gone.ts";
import { completeFacts, itemsOf, listContent } from "./list-content.ts";
import { processDocuments } from "./process-documents.ts";
import type { Run } from "./run.ts";

/**
 * Lists all that the spaces hold, reads what is new or different, and finds out what is not there
 * any more.
 */
export async function* sweep(run: Run, spaces: readonly Space[]): AsyncGenerator<SourceChange> {
  await listContent(run, spaces);
  const others = await findOtherSpaces(run, unlistedOf(run));
  await listContent(run, others);
  const swept = new Set([...spaces, ...others].map(({ id }) => id));
  const unlisted = unlistedOf(run);
  const there = await findAgain(run, unlisted);
  for (const id of unlisted) if (!there.has(id)) yield missing(run, id);
  const found = [...there].filter((id) => !isAttachmentId(id));
  if (run.settings.comments) await run.site.loadComments(found);
  // Others are known only because something stands below them: of these not everything is.
  const isListed = (page: Node) => swept.has(page.spaceId) || there.has(page.id);
  const items = [...itemsOf(run, isListed)];
  const pages = items.flatMap((item) => ("page" in item ? item.page : []));
  await completeFacts(run, pages, true);
  yield* processDocuments(run, items);
}

/** Known documents that no list shows. */
function unlistedOf(run: Run): string[] {
  const listed = new Set<string>();
  for (const item of itemsOf(run)) listed.add("page" in item ? item.page.id : item.file.id);
  return [...run.knownIds].filter((id) => !listed.has(id));
}

/** The list of spaces may leave one out in which these still stand: each is asked for by its id. */
async function findOtherSpaces({ api, settings, site, spaces }: Run, ids: readonly string[]) {
  const pages = ids.filter((id) => !isAttachmentId(id));
  await site.load(pages);
  const spaceIds = new Set(pages.flatMap((id) => site.nodes.get(id)?.spaceId ?? []));
  const found: Space[] = [];
  for (const id of spaceIds) {
    const space = spaces.has(id) ? undefined : await findSpace(api, settings, id);
    if (space === undefined) continue;
    spaces.set(id, space);
    found.push(space);
  }
  return found;
}
