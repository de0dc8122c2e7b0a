export type CardNode = Record<string, unknown> & { type?: string };

/** Every element and action of a card, in the order in which they are written. */
function nodesOf(card: unknown): CardNode[] {
  if (Array.isArray(card)) return card.flatMap(nodesOf);
  if (typeof card !== "object" || card === null) return [];
  const node = card as CardNode;
  // What a button carries and what a refresh asks for is not on the card.
  const inner = Object.entries(node).filter(([key]) => key !== "data" && key !== "refresh");
  return [node, ...inner.flatMap(([, value]) => nodesOf(value))];
}

export function inputsOf(card: unknown): (CardNode & { id: string })[] {
  return nodesOf(card).filter(
    (node): node is CardNode & { id: string } =>
      node.type?.startsWith("Input.") === true && typeof node.id === "string",
  );
}

export function buttonsOf(card: unknown): CardNode[] {
  return nodesOf(card).filter(({ type }) => type?.startsWith("Action.") === true);
}
