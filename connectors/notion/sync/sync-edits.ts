import { ConnectorError, type SourceChange } from "../../connector.ts";
import { NOTHING_LENT } from "../borrowed/take-over.ts";
import { isDocument, NOTHING, readBlocks } from "../documents/read-blocks.ts";
import { walkBlocks } from "../markdown/block-tree.ts";
import { readFingerprint } from "../workspace/fingerprint.ts";
import { searchNodes } from "../workspace/list-workspace.ts";
import type { Node } from "../workspace/node.ts";
import { removePage } from "./remove-page.ts";
import type { Run } from "./run.ts";

/** Notion cuts times down to the minute, and its search may be some minutes late. */
export const SETTLE_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

/** What was edited since, and what was read too early to be sure of it. */
export async function listEdits(run: Run, since: number): Promise<Node[]> {
  const edits: Node[] = [];
  for await (const nodes of searchNodes(run.api, { direction: "descending" })) {
    edits.push(...nodes.filter((node) => node.editedAt >= since));
    if (nodes.some((node) => node.editedAt < since)) break;
  }
  return edits;
}

/**
 * Removes what was put into the trash since, each asked for once more. Returns true when something
 * may have gone with it that stood below.
 */
export async function* removeTrashed(
  run: Run,
  since: number,
): AsyncGenerator<SourceChange, boolean> {
  let hadChildren = false;
  for (const { id, kind, editedAt } of await listTrash(run, since)) {
    const isKnown = run.knownIds.has(id);
    if (!isKnown) {
      const isNew = editedAt >= since + SETTLE_MS - MINUTE_MS;
      hadChildren ||= isNew && (await mayHoldOthers(run, id, kind));
      continue;
    }
    const node = await run.workspace.fetchNode(id, kind === "data-source" ? kind : "page");
    if (node !== undefined && !(await run.places.of(node)).trashed) continue;
    hadChildren ||= await mayHoldOthers(run, id, kind);
    yield* removePage(run, id, node !== undefined);
  }
  return hadChildren;
}

/** Pages nearly always hold others. Rows hardly ever do, and are looked at rather than everything. */
export async function mayHoldOthers(run: Run, id: string, kind: Node["kind"]): Promise<boolean> {
  if (kind !== "row") return true;
  const mark = readFingerprint(run.request.knownFingerprint(id));
  if (mark?.hasChildren === true) return true;
  try {
    const blocks = await readBlocks(run.api, id, NOTHING_LENT);
    return [...walkBlocks(blocks)].some(({ block }) => isDocument(block) || block === NOTHING);
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.code === "unauthorized") throw error;
    return true;
  }
}

async function listTrash(run: Run, since: number): Promise<Node[]> {
  const trash: Node[] = [];
  try {
    for await (const nodes of searchNodes(run.api, { direction: "descending", trashed: true })) {
      trash.push(...nodes.filter((node) => node.editedAt >= since));
      if (nodes.some((node) => node.editedAt < since)) break;
    }
  } catch (error) {
    // Where the search cannot look into the trash, listing everything finds what is in it.
    if (!(error instanceof ConnectorError && error.code === "invalid")) throw error;
  }
  return trash;
}
