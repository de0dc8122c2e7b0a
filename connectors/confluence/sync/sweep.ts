import type { SourceChange } from "../../connector.ts";
import type { Node } from "../site/node.ts";
import type { Space } from "../site/spaces.ts";
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
  const swept = new Set(spaces.map(({ id }) => id));
  const listed = new Set<string>();
  for (const item of itemsOf(run)) listed.add("page" in item ? item.page.id : item.file.id);
  const unlisted = [...run.knownIds].filter((id) => !listed.has(id));
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
