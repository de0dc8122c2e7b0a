import { type BlockObjectResponse, isFullBlock } from "@notionhq/client";
import { ConnectorError } from "../../connector.ts";
import { listWhole } from "../api/list-pages.ts";
import type { NotionApi } from "../api/notion-api.ts";
import { type BlockNode, contentOf } from "../markdown/block-tree.ts";

const PAGE_SIZE = 100;
/** Deeper nesting is left out with a note: it would be a circle of synced blocks. */
const DEEPEST = 40;
/** The blocks of a page or block with everything nested in them. @throws ConnectorError */
export async function readBlocks(api: NotionApi, id: string, depth = 0): Promise<BlockNode[]> {
  const found = await listWhole((cursor) =>
    api.blocks.children.list({
      block_id: id,
      page_size: PAGE_SIZE,
      ...(cursor === undefined ? {} : { start_cursor: cursor }),
    }),
  );
  const nodes: BlockNode[] = [];
  for (const block of found) {
    if (isFullBlock(block)) nodes.push(await readBlock(api, block, depth));
  }
  return nodes;
}

/** Its content is a document of its own. */
export function isDocument({ type }: BlockObjectResponse): boolean {
  return type === "child_page" || type === "child_database";
}

async function readBlock(
  api: NotionApi,
  block: BlockObjectResponse,
  depth: number,
): Promise<BlockNode> {
  if (!block.has_children || isDocument(block)) return { block, children: [] };
  if (depth >= DEEPEST) return { block, children: [], note: "What is nested deeper is left out" };
  const original = originalOf(block);
  try {
    return { block, children: await readBlocks(api, block.id, depth + 1) };
  } catch (error) {
    if (!isHidden(error)) throw error;
  }
  // A copy shows its original's content, which may stand on a page that is not shared.
  try {
    if (original !== undefined)
      return { block, children: await readBlocks(api, original, depth + 1) };
  } catch (error) {
    if (!isHidden(error)) throw error;
  }
  return {
    block,
    children: [],
    note: "The content of this block is not shared with the connection",
  };
}

function originalOf(block: BlockObjectResponse): string | undefined {
  if (block.type !== "synced_block") return undefined;
  const { block_id: id } = (contentOf(block).synced_from ?? {}) as { block_id?: unknown };
  return typeof id === "string" ? id : undefined;
}

function isHidden(error: unknown): boolean {
  return (
    error instanceof ConnectorError && ["not-found", "forbidden", "invalid"].includes(error.code)
  );
}
