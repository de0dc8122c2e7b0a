import type { SourceChange } from "../../connector.ts";
import { isReadable } from "../site/attachment.ts";
import { isDocument, type Node } from "../site/node.ts";
import { findEdits, listTrash } from "./find-edits.ts";
import { findAgain, missing } from "./is-gone.ts";
import { completeFacts } from "./list-content.ts";
import { type Item, processDocuments } from "./process-documents.ts";
import { reachedBy } from "./reached-by.ts";
import type { Run } from "./run.ts";

/**
 * Reads what the search calls modified since, what is to be looked at again, and what either of them
 * reaches. Returns what the search found, so that the next run does not look at it again.
 */
export async function* syncEdits(
  run: Run,
  since: number,
  timeZone: string | undefined,
): AsyncGenerator<SourceChange, string[]> {
  const { site, knownIds, request } = run;
  const { pages, files, holders, seen } = await findEdits(run, since, timeZone);
  const suspects = new Set([...pages, ...(request.recheck ?? []), ...(await listTrash(run))]);
  const there = await findAgain(run, suspects);
  await completeFacts(run, nodesOf(run, there), false);
  const reached = reachedBy(run, there, suspects.difference(there));
  await findAgain(run, reached);
  await site.load([...holders].filter((id) => !site.nodes.has(id)));
  await site.loadAncestors(site.nodes.values());

  const items: Item[] = [];
  const lookedAt = new Set([...suspects, ...reached, ...files]);
  for (const id of lookedAt) {
    const item = itemOf(run, id);
    if (item !== undefined) items.push(item);
    else if (knownIds.has(id)) yield missing(run, id);
  }
  const read = items.flatMap((item) => ("page" in item ? item.page : []));
  const holding = items.flatMap((item) => ("file" in item ? item.file.containerId : []));
  if (run.settings.comments) await site.loadComments(read.map(({ id }) => id));
  await completeFacts(run, [...read, ...nodesOf(run, holding)], false);
  yield* processDocuments(run, items);
  return seen;
}

function nodesOf({ site }: Run, ids: Iterable<string>): Node[] {
  return [...ids].flatMap((id) => site.nodes.get(id) ?? []);
}

/** A document to be read or compared; undefined for what is not there to be read. */
function itemOf({ site, places, settings }: Run, id: string): Item | undefined {
  const isShown = (node: Node | undefined) => node !== undefined && places.of(node) !== undefined;
  const page = site.nodes.get(id);
  if (page !== undefined) return isDocument(page) && isShown(page) ? { page } : undefined;
  const file = settings.attachments ? site.attachments.get(id) : undefined;
  const isRead =
    file !== undefined && isReadable(file) && isShown(site.nodes.get(file.containerId));
  return isRead ? { file } : undefined;
}
