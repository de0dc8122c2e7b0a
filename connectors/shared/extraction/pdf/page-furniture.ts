import { lineText } from "./line-text.ts";
import type { PdfLine } from "./read-page-lines.ts";

/** Lines looked at from the top and from the bottom of each page. */
const DEPTH = 3;
const MIN_PAGES = 3;

/** Takes out what is printed on page after page: running heads, page numbers, notices. */
export function withoutFurniture(pages: readonly PdfLine[][]): PdfLine[][] {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const key of new Set(edgesOf(page).map(keyOf)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  // Left and right pages may have heads of their own, so a third of the pages is enough.
  const enough = Math.max(MIN_PAGES, pages.length / 3);
  return pages.map((page) => {
    const edges = new Set(edgesOf(page).filter((line) => (counts.get(keyOf(line)) ?? 0) >= enough));
    return page.filter((line) => !edges.has(line));
  });
}

function edgesOf(page: PdfLine[]): PdfLine[] {
  const lines = [...page].sort((a, b) => b.bottom - a.bottom);
  return lines.length <= DEPTH * 2 ? lines : [...lines.slice(0, DEPTH), ...lines.slice(-DEPTH)];
}

/** The same for `Page 3 of 9` and `Page 4 of 9`, at the same height. */
function keyOf(line: PdfLine): string {
  const text = lineText(line).replaceAll(/\d+|\b[ivxl]+\b/g, "#");
  return `${Math.round(line.bottom / 4)} ${text}`;
}
