/** What is used of it; its own types are those of a package of another name. */
declare module "@mixmark-io/domino" {
  export interface SvgElement {
    textContent: string;
    outerHTML: string;
    getAttribute(name: string): string | null;
    setAttribute(name: string, value: string): void;
    removeAttribute(name: string): void;
    querySelectorAll(selector: string): ArrayLike<SvgElement>;
    insertBefore(child: SvgElement, before: SvgElement | null): void;
    firstChild: SvgElement | null;
    remove(): void;
  }
  export function createWindow(html: string): {
    document: { createElementNS(namespace: string, name: string): SvgElement };
  };
}
