import { ConnectorError, type SourceChange } from "../../connector.ts";
import { pageOf } from "../documents/find-attachments.ts";
import { readFingerprint } from "../workspace/fingerprint.ts";
import type { Node } from "../workspace/node.ts";
import { failUnseen } from "./process-documents.ts";
import { removePage } from "./remove-page.ts";
import type { Run } from "./run.ts";
import { mayHoldOthers } from "./sync-edits.ts";

export interface Rechecked {
  /** What there is of it, to be handed over. */
  nodes: Node[];
  /** Something went that others may have stood below. */
  hasGone: boolean;
}

/** Looks up what the engine named, listed or not, since lists may be late; what is gone is removed. */
export async function* recheckNamed(run: Run): AsyncGenerator<SourceChange, Rechecked> {
  const { request, places } = run;
  const ids = new Set((request.recheck ?? []).map(pageOf));
  const nodes: Node[] = [];
  let hasGone = false;
  for (const id of ids) {
    request.signal.throwIfAborted();
    if (run.gone.has(id)) continue;
    try {
      const found = await lookUp(run, id);
      const isGone = found.length === 0 || (found[0] && (await places.of(found[0])).trashed);
      if (isGone) {
        hasGone ||= await mayHaveHeld(run, id, found[0]);
        yield* removePage(run, id, found.length > 0);
      } else nodes.push(...found);
    } catch (error) {
      yield* failUnseen(run, id, error);
    }
  }
  return { nodes, hasGone };
}

/** What stands under an id now: a page, a data source, or all data sources of a database. */
async function lookUp(run: Run, id: string): Promise<Node[]> {
  const { workspace, knownIds } = run;
  const mark = markOf(run, id);
  let refusal: ConnectorError | undefined;
  for (const type of ["page", "data-source"] as const) {
    if (mark !== undefined && mark.isDataSource !== (type === "data-source")) continue;
    try {
      const node = await workspace.fetchNode(id, type);
      if (node !== undefined) return [node];
    } catch (error) {
      // Notion may refuse to give a database as a page, where it could say that there is none.
      if (!(error instanceof ConnectorError && error.code === "invalid")) throw error;
      refusal = error;
    }
  }
  const database = mark === undefined ? await workspace.database(id) : undefined;
  if (database === undefined && refusal !== undefined && knownIds.has(id)) throw refusal;
  const nodes: Node[] = [];
  for (const dataSourceId of database?.trashed === false ? database.dataSourceIds : []) {
    const node = await workspace.node(dataSourceId, "data-source");
    if (node !== undefined) nodes.push(node);
  }
  return nodes;
}

/** A row that is not known may have been removed by the run before, and pages on it not. */
async function mayHaveHeld(run: Run, id: string, node: Node | undefined): Promise<boolean> {
  const mark = markOf(run, id);
  if (mark !== undefined) return mark.isDataSource || mark.hasChildren;
  return node === undefined || mayHoldOthers(run, id, node.kind);
}

function markOf(run: Run, id: string) {
  return readFingerprint(run.request.knownFingerprint(id));
}
