import { type BlockObjectResponse, isFullBlock } from "@notionhq/client";
import { listWhole } from "../api/list-pages.ts";
import type { NotionApi } from "../api/notion-api.ts";
import { isRefusal } from "../api/translate-notion-error.ts";
import { type Lends, takeOverBlock } from "../borrowed/take-over.ts";
import { type BlockNode, type Child, contentOf } from "../markdown/block-tree.ts";

const PAGE_SIZE = 100;
/** Deeper nesting is left out with a note: it would be a circle of synced blocks. */
const DEEPEST = 40;

/** In the place of a block that Notion's list had and did not give. */
export const NOTHING = { object: "block", type: "column", id: "" } as BlockObjectResponse;

interface Holder {
  /** The page, or a block on it. */
  id: string;
  depth: number;
  isBlock: boolean;
  /** What is in a copy stands on the page that its original is on. */
  isCopy: boolean;
}

/** The blocks of a page with everything nested in them, and of others what is lent. @throws ConnectorError */
export function readBlocks(api: NotionApi, pageId: string, lends: Lends): Promise<BlockNode[]> {
  return readIn(api, { id: pageId, depth: 0, isBlock: false, isCopy: false }, lends);
}

async function readIn(api: NotionApi, holder: Holder, lends: Lends): Promise<BlockNode[]> {
  let missing = 0;
  const found = await listWhole(
    (cursor) =>
      api.blocks.children.list({
        block_id: holder.id,
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
    if (isFullBlock(block)) nodes.push(await readBlock(api, block, holder, lends));
  }
  return nodes;
}

/** Its content is a document of its own. */
export function isDocument({ type }: BlockObjectResponse): boolean {
  return type === "child_page" || type === "child_database";
}

async function readBlock(
  api: NotionApi,
  raw: BlockObjectResponse,
  holder: Holder,
  lends: Lends,
): Promise<BlockNode> {
  const block = await takeOverBlock(raw, lends);
  if (isDocument(block)) {
    return { block, children: [], ...(holder.isCopy ? {} : { child: childIn(raw, holder) }) };
  }
  const isCopy = block.type === "synced_block" && contentOf(block).synced_from !== null;
  const original = isCopy ? originalOf(block) : undefined;
  if (isCopy && !(original !== undefined && (await lends.mayShowBlock(original)))) {
    return { block, children: [], note: "What this block shows stands on another page" };
  }
  if (!block.has_children) return { block, children: [] };
  const depth = holder.depth + 1;
  if (depth > DEEPEST) return { block, children: [], note: "What is nested deeper is left out" };
  const inner = { id: block.id, depth, isBlock: true, isCopy: holder.isCopy || isCopy };
  const titles: Lends = isCopy
    ? { ...lends, titleOfChild: (id) => lends.titleOf({ type: "page", id }) }
    : lends;
  for (const id of original === undefined ? [block.id] : [block.id, original]) {
    try {
      return { block, children: await readIn(api, { ...inner, id }, titles) };
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  return {
    block,
    children: [],
    note: "The content of this block is not shared with the connection",
  };
}

function childIn(raw: BlockObjectResponse, holder: Holder): Child {
  const { title } = contentOf(raw);
  return {
    id: raw.id,
    type: raw.type === "child_page" ? "page" : "database",
    rawTitle: spaced(title) || "Untitled",
    blockId: holder.isBlock ? holder.id : undefined,
  };
}

function spaced(title: unknown): string {
  return String(title ?? "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function originalOf(block: BlockObjectResponse): string | undefined {
  const { block_id: id } = (contentOf(block).synced_from ?? {}) as { block_id?: unknown };
  return typeof id === "string" ? id : undefined;
}
