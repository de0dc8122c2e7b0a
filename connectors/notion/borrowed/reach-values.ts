import { isRefusal } from "../api/translate-notion-error.ts";
import type { Run } from "../sync/run.ts";
import { covers, type Readers } from "../workspace/audiences.ts";
import type { Node } from "../workspace/node.ts";
import { findLender, lendsTo } from "./find-lender.ts";

interface Reach {
  /** The data source that the row stands in, and those that its relations lead to. */
  sources: Node[];
  /** Whether all who hold the readers may read all that values of its rows can be made of. */
  isOpen: boolean;
}

/**
 * Formulas and roll-ups bring what stands in related rows, and by their formulas in turn in rows that
 * those are related to. Notion does not tell which, so all of them count.
 */
export async function reachValues(
  run: Run,
  dataSourceId: string,
  readers: Readers,
): Promise<Reach> {
  const sources = new Map<string, Node>();
  const related = new Set<string>();
  const waiting = [dataSourceId];
  let isOpen = true;
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (sources.has(id)) continue;
    const node = await dataSource(run, id);
    if (node === undefined) {
      isOpen = false;
      continue;
    }
    sources.set(id, node);
    for (const other of node.relations ?? []) {
      related.add(other);
      waiting.push(other);
    }
  }
  for (const id of related) isOpen &&= lendsTo(await findLender(run, id), readers);
  isOpen &&= !(await holdsOthers(run, related, readers));
  return { sources: [...sources.values()], isOpen };
}

/** A part of these data sources that was mapped to people who are not all of the readers. */
async function holdsOthers(
  run: Run,
  related: ReadonlySet<string>,
  readers: Readers,
): Promise<boolean> {
  const { audiences } = run.settings;
  for (const [root, own] of Object.entries(audiences)) {
    if (covers(own, readers)) continue;
    const lender = await findLender(run, root, ["page", "database"]);
    if (typeof lender === "object" && lender.ids.some((id) => related.has(id))) return true;
  }
  return false;
}

async function dataSource({ workspace }: Run, id: string): Promise<Node | undefined> {
  try {
    return await workspace.node(id, "data-source");
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return undefined;
  }
}
