import { setImmediate as nextTurn } from "node:timers/promises";
import type { XmlElement, XmlNode } from "../../shared/extraction/archive/xml-tree.ts";
import { htmlToMarkdown } from "../../shared/html/html-to-markdown.ts";
import type { BodyNames } from "./body-names.ts";
import { onTrail } from "./include-trail.ts";
import { createNameBook } from "./name-book.ts";
import { createRawMarkdown, type RawMarkdown } from "./raw-markdown.ts";
import { joinMarks } from "./render/join-marks.ts";
import { renderNodes } from "./render/render-node.ts";

/** Some hundredths of a second of work: the process has others to serve. */
const CHARACTERS_AT_A_TIME = 50_000;
const FRAMES = /^(?:div|ac:layout(?:-section|-cell)?)$/;
const BLOCK = /^<(?:p|div|ul|ol|dl|table|pre|blockquote|hr|h[1-6])\b/;

/** A body's tree as Markdown, names found out on the way. */
export function bodyToMarkdown(tree: XmlElement, names: BodyNames): Promise<string> {
  return onTrail(async () => {
    const book = createNameBook(names);
    const nodes = joinMarks(outermost(tree.children));
    let raw: RawMarkdown;
    let pieces: string[];
    do {
      // What the first round asked for in vain is known in the second.
      raw = createRawMarkdown();
      const context = { names: book, raw, within: new Set<never>(), render: renderNodes };
      pieces = nodes.map((node) => renderNodes([node], context));
    } while (await book.complete());
    const parts: string[] = [];
    for (const html of pack(pieces)) {
      parts.push(htmlToMarkdown(html).markdown);
      await nextTurn();
    }
    return raw.restore(parts.filter((part) => part !== "").join("\n\n"));
  });
}

/** A page in columns holds everything in one element: what is in those stands side by side. */
function outermost(nodes: readonly XmlNode[]): XmlNode[] {
  return nodes.flatMap((node) =>
    typeof node !== "string" && FRAMES.test(node.name) ? outermost(node.children) : [node],
  );
}

/** Pieces together in stretches of about the same size, cut only where a block begins. */
function pack(pieces: readonly string[]): string[] {
  const packs: string[][] = [[]];
  let size = 0;
  for (const piece of pieces) {
    if (size > CHARACTERS_AT_A_TIME && BLOCK.test(piece)) {
      packs.push([]);
      size = 0;
    }
    packs.at(-1)?.push(piece);
    size += piece.length;
  }
  return packs.map((pack) => pack.join(""));
}
