import type { RootFinding, SourceRoot } from "../../connector.ts";
import type { NotionApi } from "../api/notion-api.ts";
import { isRefusal } from "../api/translate-notion-error.ts";
import { searchNodes } from "./list-workspace.ts";
import type { Node } from "./node.ts";
import { createWorkspace, type Workspace } from "./workspace.ts";

/** So many letters of an id may be wrong for it to be taken for another. */
const MOST_WRONG = 4;

/** What stands under an id, below which readers may be said; where nothing does, what there is. */
export async function findRoot(api: NotionApi, id: string): Promise<RootFinding> {
  const workspace = createWorkspace(api, {});
  const title = await titleAt(workspace, id);
  if (title !== undefined) return { root: { id, title } };
  const nodes = new Map<string, Node>();
  for await (const found of searchNodes(api, { direction: "descending" })) {
    for (const node of found) if (!node.trashed) nodes.set(node.id, node);
  }
  const all = [...nodes.values()];
  // A page that is not shared itself, above some that are.
  const isAbove = all.some(({ parent, databaseId }) =>
    [databaseId, "id" in parent ? parent.id : undefined].includes(id),
  );
  if (isAbove) return { root: { id, title: undefined } };
  const databases = new Set(all.map(({ databaseId }) => databaseId));
  const isOutermost = ({ parent }: Node) =>
    !("id" in parent) ||
    !(parent.type === "block" || nodes.has(parent.id) || databases.has(parent.id));
  const [nearest] = all.sort((a, b) => wrongLetters(a.id, id) - wrongLetters(b.id, id));
  const isNear = nearest !== undefined && wrongLetters(nearest.id, id) <= MOST_WRONG;
  return {
    nearest: isNear ? toRoot(nearest) : undefined,
    outermost: all.filter(isOutermost).map(toRoot),
  };
}

async function titleAt(workspace: Workspace, id: string): Promise<string | undefined> {
  const asks = [
    () => workspace.fetchNode(id, "page"),
    () => workspace.database(id),
    () => workspace.fetchNode(id, "data-source"),
  ];
  for (const ask of asks) {
    try {
      const found = await ask();
      if (found !== undefined) return found.title;
    } catch (error) {
      // Notion may refuse to give a database as a page, where it could say that there is none.
      if (!(isRefusal(error) && error.code === "invalid")) throw error;
    }
  }
  return undefined;
}

function toRoot({ id, title }: Node): SourceRoot {
  return { id, title };
}

function wrongLetters(a: string, b: string): number {
  return [...a].filter((letter, at) => letter !== b[at]).length;
}
