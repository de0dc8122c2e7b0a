import { type BlockObjectResponse, isFullBlock } from "@notionhq/client";
import { listWhole } from "../api/list-pages.ts";
import type { NotionApi } from "../api/notion-api.ts";
import { isRefusal } from "../api/translate-notion-error.ts";
import { type BlockNode, contentOf } from "../markdown/block-tree.ts";

const PAGE_SIZE = 100;
/** Deeper nesting is left out with a note: it would be a circle of synced blocks. */
const DEEPEST = 40;

/** In the place of a block that Notion's list had and did not give. */
export const NOTHING = { object: "block", type: "column", id: "" } as BlockObjectResponse;

/** Whether the content of a block that is kept elsewhere may be shown here. */
export type MayShowBlock = (blockId: string) => Promise<boolean>;

/** The blocks of a page or block with everything nested in them. @throws ConnectorError */
export async function readBlocks(
  api: NotionApi,
  id: string,
  mayShow: MayShowBlock,
  depth = 0,
): Promise<BlockNode[]> {
  let missing = 0;
  const found = await listWhole(
    (cursor) =>
      api.blocks.children.list({
        block_id: id,
        page_size: PAGE_SIZE,
        ...(cursor === undefined ? {} : { start_cursor: cursor }),
      }),
    (entries) => {
      missing += entries;
    },
  );
  const nodes: BlockNode[] = [];
  if (missing > 0) {
    nodes.push({ block: NOTHING, children: [], note: "A part of this is not given by Notion" });
  }
  for (const block of found) {
    if (isFullBlock(block)) nodes.push(await readBlock(api, block, mayShow, depth));
  }
  return nodes;
}

/** Its content is a document of its own. */
export function isDocument({ type }: BlockObjectResponse): boolean {
  return type === "child_page" || type === "child_database";
}

/** A copy of a synced block: what is in it stands elsewhere, pages below it too. */
export function isCopy(block: BlockObjectResponse): boolean {
  return block.type === "synced_block" && contentOf(block).synced_from !== null;
}

async function readBlock(
  api: NotionApi,
  block: BlockObjectResponse,
  mayShow: MayShowBlock,
  depth: number,
): Promise<BlockNode> {
  if (isDocument(block)) return { block, children: [] };
  const original = isCopy(block) ? originalOf(block) : undefined;
  if (isCopy(block) && !(original !== undefined && (await mayShow(original)))) {
    return { block, children: [], note: "What this block shows stands on another page" };
  }
  if (!block.has_children) return { block, children: [] };
  if (depth >= DEEPEST) return { block, children: [], note: "What is nested deeper is left out" };
  try {
    return { block, children: await readBlocks(api, block.id, mayShow, depth + 1) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  try {
    if (original !== undefined) {
      return { block, children: await readBlocks(api, original, mayShow, depth + 1) };
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return {
    block,
    children: [],
    note: "The content of this block is not shared with the connection",
  };
}

function originalOf(block: BlockObjectResponse): string | undefined {
  const { block_id: id } = (contentOf(block).synced_from ?? {}) as { block_id?: unknown };
  return typeof id === "string" ? id : undefined;
}
