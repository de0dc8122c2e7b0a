/** The part of a DOM node that the rules look at; the project's own types know no browser. */
export interface HtmlNode {
  nodeName: string;
  textContent: string | null;
  parentNode: HtmlNode | null;
  firstChild: HtmlNode | null;
  className: string;
  getAttribute(name: string): string | null;
}

/** Whether a node lies inside an element of one of these names (in capitals). */
export function isInside(node: HtmlNode, ...names: string[]): boolean {
  for (let parent = node.parentNode; parent !== null; parent = parent.parentNode) {
    if (names.includes(parent.nodeName)) return true;
  }
  return false;
}
