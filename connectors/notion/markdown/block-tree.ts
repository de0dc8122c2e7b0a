import type { BlockObjectResponse } from "@notionhq/client";

/** A block with all that is nested in it. */
export interface BlockNode {
  block: BlockObjectResponse;
  children: BlockNode[];
  /** Why its children are not there, for the reader. */
  note?: string;
}

/** Names for ids: of people, pages and databases; what is missing could not be found out. */
export type Names = ReadonlyMap<string, string>;

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
