import type { getDocumentProxy } from "unpdf";

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>["getPage"]>>;

/** Words that stand together; a line of a table has several of them. */
export interface PdfCell {
  text: string;
  left: number;
  right: number;
}

/** A line of text on a page; the page's origin is at its lower left. */
export interface PdfLine {
  cells: PdfCell[];
  /** Of the base line. */
  bottom: number;
  /** Of its letters, as most of them are. */
  height: number;
}

interface Piece extends PdfCell {
  bottom: number;
  height: number;
  isRightToLeft: boolean;
}

interface OpenLine extends PdfLine {
  /** Letters of the piece that gave the line its height. */
  longest: number;
}

/** The lines of a page in the order in which the file draws them, which is mostly that of reading. */
export async function readPageLines(page: PdfPage): Promise<PdfLine[]> {
  const { items } = await page.getTextContent();
  page.cleanup();
  const lines: OpenLine[] = [];
  let hasSpace = false;
  for (const item of items) {
    if (!("str" in item)) continue;
    if (item.str.trim() === "") {
      hasSpace ||= item.str !== "" || item.hasEOL;
      continue;
    }
    addPiece(lines, toPiece(item), hasSpace);
    hasSpace = item.hasEOL;
  }
  for (const cell of lines.flatMap(({ cells }) => cells)) cell.text = tidy(cell.text);
  // Rules and ornaments are drawn with letters too.
  return lines.filter((line) => line.cells.some(({ text }) => /[\p{L}\p{N}]/u.test(text)));
}

function toPiece(item: {
  str: string;
  dir: string;
  transform: unknown[];
  width: number;
  height: number;
}): Piece {
  const [, , c = 0, d = 0, x = 0, y = 0] = item.transform as number[];
  return {
    text: item.str,
    left: x,
    right: x + item.width,
    bottom: y,
    height: item.height || Math.hypot(c, d) || 1,
    isRightToLeft: item.dir === "rtl",
  };
}

function addPiece(lines: OpenLine[], piece: Piece, hasSpace: boolean): void {
  const line = lines.at(-1);
  const cell = line?.cells.at(-1);
  if (line === undefined || cell === undefined || !isSameLine(line, cell, piece)) {
    const { text, left, right, bottom, height } = piece;
    lines.push({ cells: [{ text, left, right }], bottom, height, longest: text.length });
    return;
  }
  const gap = gapTo(cell, piece);
  // A bullet, a raised figure or a large first letter says nothing of the line.
  if (piece.text.length > line.longest) {
    line.height = piece.height;
    line.longest = piece.text.length;
  }
  if (gap > line.height * 1.5) {
    line.cells.push({ text: piece.text, left: piece.left, right: piece.right });
    return;
  }
  cell.text += (hasSpace || gap > line.height * 0.2 ? " " : "") + piece.text;
  cell.left = Math.min(cell.left, piece.left);
  cell.right = Math.max(cell.right, piece.right);
}

function isSameLine(line: PdfLine, cell: PdfCell, piece: Piece): boolean {
  const height = Math.max(line.height, piece.height);
  // Raised and lowered figures stay in their line; what lies further back begins another.
  return Math.abs(line.bottom - piece.bottom) < height * 0.5 && gapTo(cell, piece) > -height * 0.7;
}

function gapTo(cell: PdfCell, piece: Piece): number {
  return piece.isRightToLeft ? cell.left - piece.right : piece.left - cell.right;
}

function tidy(text: string): string {
  return (
    text
      // Fonts of symbols have their bullets where others have no letters.
      .replace(/^[\p{Cc}\p{Co}]\s*/u, "• ")
      .replaceAll(/[\p{Cc}\p{Co}]/gu, " ")
      // Leaders between an entry and its page.
      .replaceAll(/(?:\s?\.){4,}/g, " … ")
      // The ligature of lam and alef, read backwards by its letters.
      .replaceAll(/\u0627([\u0622\u0623\u0625])\u0644/g, "\u0627\u0644$1")
      .replaceAll(/\s+/g, " ")
      .trim()
  );
}
