/** Private characters around the number of a piece of Markdown on its way through the converter. */
const OPEN = "\ue005";
const CLOSE = "\ue006";
const MARK = new RegExp(`${OPEN}(\\d+)${CLOSE}`, "g");
/** The place of a mark in its line: quote marks, indentation, the bullet of a list. */
const LINE_START = /^[\s>]*(?:(?:[-*+]|\d{1,9}\.) (?:\[[ x]\] )?)?/;
const MAX_CHARACTERS = 5_000_000;

/** Pieces that are Markdown already: included pages, formulas, what a Markdown macro holds. */
export interface RawMarkdown {
  /** The mark that stands for a piece; undefined when they grow too large together. */
  keep(markdown: string): string | undefined;
  /** Puts the pieces where their marks are, indented as the place asks for. */
  restore(markdown: string): string;
}

export function createRawMarkdown(): RawMarkdown {
  const pieces: string[] = [];
  let characters = 0;
  const pieceAt = (index: string) => pieces[Number(index)] ?? "";
  return {
    keep(markdown) {
      characters += markdown.length;
      if (characters > MAX_CHARACTERS) return undefined;
      pieces.push(
        markdown
          .replaceAll(/(?![\n\t])\p{Cc}/gu, "")
          .toWellFormed()
          .trim(),
      );
      return `${OPEN}${pieces.length - 1}${CLOSE}`;
    },
    restore(markdown) {
      if (pieces.length === 0) return markdown;
      return markdown
        .split("\n")
        .map((line) => (line.includes(OPEN) ? restoreLine(line, pieceAt) : line))
        .join("\n");
    },
  };
}

function restoreLine(line: string, pieceAt: (index: string) => string): string {
  const start = LINE_START.exec(line)?.[0] ?? "";
  const isRow = line.startsWith("|", start.length);
  const isOneLine = isRow || /^#{1,6} /.test(line.slice(start.length));
  const indent = start.replaceAll(/[^\s>]/g, " ");
  return line.replaceAll(MARK, (_, index: string) => {
    const piece = pieceAt(index);
    if (!isOneLine) return piece.replaceAll(/\n(?!\n)/g, `\n${indent}`);
    const flat = piece.replaceAll(/\s+/g, " ");
    return isRow ? flat.replaceAll(/(?<!\\)\|/g, "\\|") : flat;
  });
}
