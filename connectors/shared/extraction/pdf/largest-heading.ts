import { lineText } from "./line-text.ts";
import type { PdfLine } from "./read-page-lines.ts";
import { type HeadingLevels, MAX_HEADING } from "./text-sizes.ts";

/** What a first page sets in the largest letters, when that is clearly a title. */
export function largestHeading(
  lines: readonly PdfLine[],
  levels: HeadingLevels,
): string | undefined {
  const headings = lines.filter((line) => levels(line) === 3);
  const size = Math.max(...headings.map(({ height }) => height)) * 0.95;
  const from = lines.findIndex((line) => headings.includes(line) && line.height >= size);
  if (from < 0) return undefined;
  const rest = lines.slice(from);
  const end = rest.findIndex((line) => !headings.includes(line) || line.height < size);
  const title = rest
    .slice(0, end < 0 ? rest.length : end)
    .map(lineText)
    .join(" ");
  return title.length <= MAX_HEADING && /\p{L}{3}|\p{L}.*\p{Lo}/u.test(title) ? title : undefined;
}
