import { isRefusal } from "../api/translate-notion-error.ts";
import { completeProperties } from "../documents/complete-properties.ts";
import type { Named } from "../markdown/rich-text.ts";
import type { Run } from "../sync/run.ts";
import { listRows } from "../workspace/list-workspace.ts";
import { type Node, namedInProperties } from "../workspace/node.ts";

/** The pages that texts of a data source's rows mention, listed once a run; undefined when they cannot be. */
export async function namedInRows(
  run: Run,
  dataSourceId: string,
): Promise<readonly Named[] | undefined> {
  const known = run.namedInRows;
  if (!known.has(dataSourceId)) known.set(dataSourceId, await list(run, dataSourceId));
  return known.get(dataSourceId);
}

async function list(run: Run, dataSourceId: string): Promise<Named[] | undefined> {
  const found = new Map<string, Named>();
  try {
    for await (const row of rowsOf(run, dataSourceId)) {
      for (const one of await namedIn(run, row)) found.set(one.id, one);
    }
    return [...found.values()];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return undefined;
  }
}

async function* rowsOf({ api, workspace }: Run, dataSourceId: string): AsyncGenerator<Node> {
  const listed = workspace.rows.get(dataSourceId);
  if (listed === undefined) yield* listRows(api, dataSourceId);
  for (const id of listed ?? []) {
    const row = workspace.nodes.get(id);
    if (row !== undefined) yield row;
  }
}

async function namedIn({ api }: Run, row: Node): Promise<readonly Named[]> {
  if (row.isCut !== true) return row.named ?? [];
  const page = await api.pages.retrieve({ page_id: row.id });
  return "properties" in page ? namedInProperties(await completeProperties(api, page)) : [];
}
