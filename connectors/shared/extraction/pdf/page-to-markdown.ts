import { escapeMarkdownLine } from "../../markdown/escape-markdown.ts";
import { joinLines } from "./join-lines.ts";
import { lineText } from "./line-text.ts";
import type { PdfLine } from "./read-page-lines.ts";
import { rowsToMarkdown } from "./rows-to-markdown.ts";
import { type HeadingLevels, MAX_HEADING } from "./text-sizes.ts";

interface Block {
  /** Undefined for text. */
  level: number | undefined;
  isItem: boolean;
  text: string;
  lines: PdfLine[];
}

const BULLET = /^[•●◦▪■‣➢✓☐–]\s*(?=\S)/u;
/** An entry of a table of contents, which ends in its page. */
const ENTRY = /… [\divxlc]+$/i;
const ITEM = /^(?:\(?[\da-z]{1,3}[.)]|[•●◦▪■‣➢✓☐–-])\s+\S/u;

/** A page's lines as headings, tables and paragraphs, cut words put together again. */
export function pageToMarkdown(lines: readonly PdfLine[], levels: HeadingLevels): string {
  const blocks: Block[] = [];
  const leading = usualStep(lines);
  for (const line of lines) {
    const open = blocks.at(-1);
    const block = toBlock(line, levels);
    if (open !== undefined && goesOn(open, line, block, leading)) {
      open.text = joinLines(open.text, block.text);
      open.lines.push(line);
    } else blocks.push(block);
  }
  return joinBlocks(blocks);
}

function toBlock(line: PdfLine, levels: HeadingLevels): Block {
  const text = lineText(line);
  return { level: levels(line), isItem: ITEM.test(text) || ENTRY.test(text), text, lines: [line] };
}

function goesOn(open: Block, line: PdfLine, block: Block, leading: number): boolean {
  const last = open.lines.at(-1);
  if (last === undefined || open.level !== block.level || block.isItem) return false;
  if (isRow(last) || isRow(line)) return false;
  const step = last.bottom - line.bottom;
  const height = Math.max(last.height, line.height);
  const most = open.level === undefined ? Math.max(leading * 1.3, height * 1.2) : height * 1.6;
  const isSimilar = Math.min(last.height, line.height) > height * 0.8;
  return isSimilar && overlaps(last, line) && step > -height * 0.5 && step < most;
}

function overlaps(a: PdfLine, b: PdfLine): boolean {
  const left = Math.min(...a.cells.map((cell) => cell.left));
  const right = Math.max(...a.cells.map((cell) => cell.right));
  return b.cells.some((cell) => cell.left < right && cell.right > left);
}

function isRow(line: PdfLine): boolean {
  return line.cells.length > 1;
}

/** The distance between most lines that follow one another. */
function usualStep(lines: readonly PdfLine[]): number {
  const counts = new Map<number, number>();
  lines.forEach((line, at) => {
    const next = lines[at + 1];
    const step = next === undefined ? 0 : Math.round((line.bottom - next.bottom) * 2) / 2;
    if (step > line.height * 0.8 && step < line.height * 2.5) {
      counts.set(step, (counts.get(step) ?? 0) + 1);
    }
  });
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
}

function joinBlocks(blocks: readonly Block[]): string {
  const parts: string[] = [];
  for (let at = 0; at < blocks.length; ) {
    const rows = rowsFrom(blocks, at);
    if (rows.length > 1) {
      parts.push(rowsToMarkdown(rows));
      at += rows.length;
      continue;
    }
    const block = blocks[at] as Block;
    const isNextItem = isListed(block) && isListed(blocks[at - 1]);
    const text = blockText(block);
    if (isNextItem) parts[parts.length - 1] += `\n${text}`;
    else parts.push(text);
    at += 1;
  }
  return parts.join("\n\n");
}

function rowsFrom(blocks: readonly Block[], from: number): PdfLine[] {
  const rows: PdfLine[] = [];
  for (const { lines } of blocks.slice(from)) {
    const [line] = lines;
    if (line === undefined || lines.length > 1 || !isRow(line)) break;
    rows.push(line);
  }
  return rows;
}

function blockText(block: Block): string {
  const { level, text } = block;
  if (level !== undefined && text.length <= MAX_HEADING) return `${"#".repeat(level)} ${text}`;
  return isListed(block) ? `- ${text.replace(BULLET, "")}` : escapeMarkdownLine(text);
}

function isListed(block: Block | undefined): boolean {
  return block !== undefined && (BULLET.test(block.text) || ENTRY.test(block.text));
}
