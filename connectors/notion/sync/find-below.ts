import type { SourceChange } from "../../connector.ts";
import type { ReadDocument } from "../documents/read-document.ts";
import { listRows } from "../workspace/list-workspace.ts";
import type { Node } from "../workspace/node.ts";
import { below, type Place, placeHash } from "../workspace/places.ts";
import type { DocumentQueue } from "./document-queue.ts";
import { removePage } from "./remove-page.ts";
import { lastPlace, type Run } from "./run.ts";

interface Found {
  node: Node;
  place: Place;
  children: ReadDocument["children"];
  /** It was not indexed, or under another place. */
  isNewHere: boolean;
}

/**
 * What stands below a document and is not where it was: pages that were moved, that the search does
 * not list yet, or that stand below something renamed. Notion does not call any of them edited.
 */
export async function* findBelow(
  run: Run,
  found: Found,
  queue: DocumentQueue,
): AsyncGenerator<SourceChange> {
  const { node, place, children, isNewHere } = found;
  for (const { blockId } of children) {
    if (blockId !== undefined) run.workspace.setPageOfBlock(blockId, node.id);
  }
  for (const child of children) {
    if (child.type === "page") yield* followPage(run, place, child, queue);
    else await followDatabase(run, child.id, queue);
  }
  if (node.kind === "data-source" && isNewHere) await followRows(run, node, place, queue);
}

async function followRows(
  run: Run,
  dataSource: Node,
  place: Place,
  queue: DocumentQueue,
): Promise<void> {
  const { rows, nodes } = run.workspace;
  const listed = rows.get(dataSource.id);
  if (listed === undefined) {
    const ids: string[] = [];
    for await (const row of listRows(run.api, dataSource.id)) {
      run.workspace.setNode(row);
      queue.add(row);
      ids.push(row.id);
    }
    rows.set(dataSource.id, ids);
    return;
  }
  // Some may have been handed over before it was known that this stands elsewhere.
  for (const id of listed) {
    const row = nodes.get(id);
    if (row === undefined || queue.has(id)) continue;
    if (lastPlace(run, id) !== placeHash(below(place, row))) queue.add(row);
  }
}

async function* followPage(
  run: Run,
  parent: Place,
  child: { id: string; rawTitle: string },
  queue: DocumentQueue,
): AsyncGenerator<SourceChange> {
  const expected = placeHash(
    below(parent, { id: child.id, title: child.rawTitle, trashed: false }),
  );
  if (queue.has(child.id) || lastPlace(run, child.id) === expected) return;
  const page = await run.workspace.fetchNode(child.id, "page");
  if (page !== undefined) queue.add(page);
  else yield* removePage(run, child.id);
}

async function followDatabase(run: Run, id: string, queue: DocumentQueue): Promise<void> {
  const { nodes } = run.workspace;
  const listed = [...nodes.values()].filter((node) => node.databaseId === id);
  const ids =
    listed.length > 0
      ? listed.map((node) => node.id)
      : ((await run.workspace.database(id))?.dataSourceIds ?? []);
  for (const dataSourceId of ids) {
    const node = await run.workspace.node(dataSourceId, "data-source");
    if (node === undefined || queue.has(dataSourceId)) continue;
    const expected = placeHash(await run.places.of(node));
    if (lastPlace(run, dataSourceId) !== expected) queue.add(node);
  }
}
