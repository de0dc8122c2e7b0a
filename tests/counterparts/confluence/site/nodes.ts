import type { AnyItem, Node, NodeType, Space, Text } from "./items.ts";
import { heldBy, note, type SiteState } from "./site-state.ts";

export interface NewContent {
  title: string;
  text: Text;
  authorId: string;
  labels?: readonly string[] | undefined;
}

/** What every new item starts with. */
export function fresh(state: SiteState, space: Space | string, content: NewContent) {
  const at = state.now();
  const { title, authorId, labels = [] } = content;
  return {
    spaceId: typeof space === "string" ? space : space.id,
    status: "current" as const,
    ...{ title, authorId, labels, createdAt: at, editedAt: at },
    editorId: authorId,
    version: 1,
    history: [],
  };
}

export function createNode(
  state: SiteState,
  space: Space,
  type: NodeType,
  parentId: string | undefined,
  content: NewContent,
): Node {
  const unrestricted = { read: undefined, update: undefined };
  const node: Node = {
    ...fresh(state, space, content),
    ...{ type, parentId, text: content.text },
    ...unrestricted,
    id: state.newId(),
  };
  put(state, node);
  return node;
}

export function put(state: SiteState, item: AnyItem): void {
  state.items.set(item.id, item);
  note(state, item);
  if (!("containerId" in item)) return;
  const held = state.held.get(item.containerId);
  if (held === undefined) state.held.set(item.containerId, new Set([item.id]));
  else held.add(item.id);
}

/** Leaves no trace of an item, nor of its comments and attachments. */
export function forget(state: SiteState, item: AnyItem): void {
  for (const one of heldBy(state, item.id)) forget(state, one);
  if ("containerId" in item) state.held.get(item.containerId)?.delete(item.id);
  state.held.delete(item.id);
  state.items.delete(item.id);
}

export function childrenOf({ items }: SiteState, id: string): Node[] {
  return [...items.values()].filter(
    (item): item is Node => "parentId" in item && item.parentId === id,
  );
}
