/** Private-use characters that travel through the Markdown parser and become highlights. */
export const MARK_START = "\uE000";
export const MARK_END = "\uE001";

interface Span {
  start: number;
  end: number;
}

// Words that only one of the two may hold: numbers of list items, addresses of links.
const SILENT = /^[ \t]*\d{1,9}[.)](?=\s)|\]\([^)\s]*\)/gm;

/**
 * Puts the two marks around what the passage shares with each quote. Letters and digits are compared,
 * nothing else, so that a quote with or without Markdown marks, wrapped or not, is found. A quote of
 * several lines is found line by line. Returns the passage unmarked when nothing is found.
 */
export function markQuotes(passageText: string, quotes: readonly string[]): string {
  const passage = passageText.replaceAll(MARK_START, "").replaceAll(MARK_END, "");
  const spans = quotes.flatMap((quote) => {
    const whole = findSpan(passage, quote, 0);
    return whole ? [whole] : findLines(passage, quote);
  });
  let marked = "";
  let at = 0;
  for (const { start, end } of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    // Quotes may lie within each other.
    if (end <= at) continue;
    const from = Math.max(start, at);
    marked += `${passage.slice(at, from)}${MARK_START}${passage.slice(from, end)}${MARK_END}`;
    at = end;
  }
  return marked + passage.slice(at);
}

function findLines(passage: string, quote: string): Span[] {
  const spans: Span[] = [];
  for (const line of quote.split("\n")) {
    const span = findSpan(passage, line, spans.at(-1)?.end ?? 0);
    if (span) spans.push(span);
  }
  return spans;
}

function findSpan(passage: string, quote: string, from: number): Span | undefined {
  const within = fold(passage);
  const wanted = fold(quote).text;
  const skip = within.offsets.findIndex((offset) => offset >= from);
  const found = wanted === "" || skip < 0 ? -1 : within.text.indexOf(wanted, skip);
  if (found < 0) return undefined;
  const start = within.offsets[found] ?? 0;
  const last = within.offsets[found + wanted.length - 1] ?? start;
  const closing = /^.[.!?…:;。！？)"”’%€]*/su.exec(passage.slice(last))?.[0].length ?? 1;
  return { start, end: last + closing };
}

/** Letters and digits in lower case, with the place of each UTF-16 unit in the original. */
function fold(text: string): { text: string; offsets: number[] } {
  const heard = text.replace(SILENT, (match) => " ".repeat(match.length));
  let folded = "";
  const offsets: number[] = [];
  for (const match of heard.matchAll(/[\p{L}\p{N}\p{M}]/gu)) {
    const letter = match[0].toLowerCase();
    folded += letter;
    for (let unit = 0; unit < letter.length; unit += 1) offsets.push(match.index);
  }
  return { text: folded, offsets };
}
