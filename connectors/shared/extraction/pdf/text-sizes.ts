import { lineText } from "./line-text.ts";
import type { PdfLine } from "./read-page-lines.ts";

export const MAX_HEADING = 150;

/** The level of a line that is set as a heading, undefined for other lines. */
export type HeadingLevels = (line: PdfLine) => number | undefined;

/** Finds what is set larger than the bulk of the text. The page's own heading has level 2. */
export function readHeadingLevels(pages: readonly PdfLine[][]): HeadingLevels {
  const weights = new Map<number, number>();
  for (const line of pages.flat()) {
    // Sizes differ by fractions where a page was scaled.
    const size = Math.round(line.height * 2) / 2;
    weights.set(size, (weights.get(size) ?? 0) + lineText(line).length);
  }
  const body = [...weights].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
  return (line) => {
    const text = lineText(line);
    if (line.cells.length > 1 || text.length > MAX_HEADING || !/\p{L}/u.test(text))
      return undefined;
    if (line.height >= body * 1.6) return 3;
    return line.height >= body * 1.15 ? 4 : undefined;
  };
}
