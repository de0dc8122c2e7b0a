import type { BlockObjectResponse } from "@notionhq/client";

/** A block with all that is nested in it, as far as each reader of the document may read that. */
export interface BlockNode {
  block: BlockObjectResponse;
  children: BlockNode[];
  /** Why its children are not there, for the reader. */
  note?: string;
  /** The page or database that stands here, where it is no copy. */
  child?: Child;
}

/** A page or database that stands on a page, and the block that Notion calls its parent. */
export interface Child {
  id: string;
  type: "page" | "database";
  /** As Notion writes it there, to be compared and never shown: it may tell titles of others. */
  rawTitle: string;
  blockId: string | undefined;
}

/** What a block holds under the name of its kind; empty when Notion gives nothing. */
export function contentOf(block: BlockObjectResponse): Record<string, unknown> {
  const content: unknown = Reflect.get(block, block.type);
  return typeof content === "object" && content !== null
    ? (content as Record<string, unknown>)
    : {};
}

/** Every node, from top to bottom. */
export function* walkBlocks(nodes: readonly BlockNode[]): Generator<BlockNode> {
  for (const node of nodes) {
    yield node;
    yield* walkBlocks(node.children);
  }
}
