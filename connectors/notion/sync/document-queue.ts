import type { Node } from "../workspace/node.ts";

/** Documents that wait to be handed over; each is taken once, unless it turns up elsewhere. */
export interface DocumentQueue {
  add(node: Node): void;
  has(documentId: string): boolean;
  next(): Node | undefined;
}

export function createDocumentQueue(nodes: Iterable<Node>): DocumentQueue {
  const waiting = new Map<string, Node>();
  for (const node of nodes) waiting.set(node.id, node);
  return {
    add: (node) => void waiting.set(node.id, node),
    has: (documentId) => waiting.has(documentId),
    next() {
      const [first] = waiting.values();
      if (first !== undefined) waiting.delete(first.id);
      return first;
    },
  };
}
