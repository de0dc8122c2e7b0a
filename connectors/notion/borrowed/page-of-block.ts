import { isFullBlock } from "@notionhq/client";
import { isRefusal } from "../api/translate-notion-error.ts";
import type { Run } from "../sync/run.ts";
import { isTrashed, readParent } from "../workspace/node.ts";

/** Nobody nests blocks this deep: parents that go round in a circle do. */
const DEEPEST = 40;

/**
 * The page that a block stands on now, asked of Notion once a run: what earlier runs found out may not
 * hold any more. Undefined when the connection is not shown it.
 */
export async function pageOfBlock(run: Run, id: string): Promise<string | undefined> {
  const { keepers } = run;
  if (!keepers.has(id)) keepers.set(id, await findPage(run, id));
  return keepers.get(id);
}

async function findPage({ api }: Run, id: string): Promise<string | undefined> {
  let blockId = id;
  try {
    for (let depth = 0; depth < DEEPEST; depth += 1) {
      const block = await api.blocks.retrieve({ block_id: blockId });
      if (!isFullBlock(block) || isTrashed(block)) return undefined;
      const parent = readParent(block.parent);
      if (parent.type === "page") return parent.id;
      if (parent.type !== "block") return undefined;
      blockId = parent.id;
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return undefined;
}
