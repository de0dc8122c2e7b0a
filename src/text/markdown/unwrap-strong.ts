const OPENING = /\*\*|__/g;
const MARKS = ["***", "**", "__"];
const NO_WORD = /[\s*_]/;

/**
 * The text without marks of strong words: `(\*\*\*|\*\*|__)(?=[^\s*_])([^\n]*?\S)\1`. As a pattern it
 * would read the rest of a line anew for each mark that nothing closes.
 */
export function unwrapStrong(text: string): string {
  if (text.search(OPENING) === -1) return text;
  return text.split("\n").map(unwrapLine).join("\n");
}

function unwrapLine(line: string): string {
  if (line.search(OPENING) === -1) return line;
  let [unwrapped, from] = ["", 0];
  const closings = new Map(MARKS.map((mark) => [mark, createClosing(line, mark)]));
  OPENING.lastIndex = 0;
  for (let at = OPENING.exec(line)?.index; at !== undefined; at = OPENING.exec(line)?.index) {
    const [mark, end] = strongAt(line, at, closings) ?? [];
    if (mark === undefined || end === undefined) {
      OPENING.lastIndex = at + 1;
      continue;
    }
    unwrapped += line.slice(from, at) + line.slice(at + mark.length, end);
    from = end + mark.length;
    OPENING.lastIndex = from;
  }
  return unwrapped + line.slice(from);
}

function strongAt(
  line: string,
  at: number,
  closings: ReadonlyMap<string, (from: number) => number>,
): [mark: string, end: number] | undefined {
  for (const [mark, closing] of closings) {
    const inside = at + mark.length;
    if (!line.startsWith(mark, at) || NO_WORD.test(line[inside] ?? " ")) continue;
    const end = closing(inside + 1);
    if (end !== -1) return [mark, end];
  }
  return undefined;
}

/** Where a mark closes at or after a place; asked for places in growing order. */
function createClosing(line: string, mark: string): (from: number) => number {
  let closing = 0;
  return (from) => {
    if (closing === -1 || closing >= from) return closing;
    closing = line.indexOf(mark, from);
    while (closing !== -1 && /\s/.test(line.charAt(closing - 1))) {
      closing = line.indexOf(mark, closing + 1);
    }
    return closing;
  };
}
