const OPENER = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})|`+|<!--/gm;
/** Further apart, two backticks are no code span but two backticks. */
const LONGEST_SPAN = 2_000;

export interface ProtectedMarkdown {
  /** The Markdown with every piece of code replaced by a mark, and HTML comments gone. */
  text: string;
  /** Puts the code back where its marks are. */
  restore: (text: string) => string;
}

/**
 * Hides code, so that what is done to the text around it cannot touch it. Comments go in the same
 * pass, because a comment may hold a backtick and code may hold a comment.
 */
export function protectCode(markdown: string): ProtectedMarkdown {
  const source = markdown.replaceAll(/[\ue000\ue001]/g, "");
  const codes: string[] = [];
  const lastCommentEnd = source.lastIndexOf("-->");
  let text = "";
  let from = 0;
  let at = 0;
  const hide = (start: number, end: number): void => {
    text += `${source.slice(from, start)}\ue000${codes.length}\ue001`;
    codes.push(source.slice(start, end));
  };
  for (;;) {
    OPENER.lastIndex = at;
    const match = OPENER.exec(source);
    if (match === null) break;
    const [opener, fence] = match;
    at = match.index + opener.length;
    if (source[match.index - 1] === "\\") continue;
    if (fence !== undefined) {
      const end = endOfFence(source, at, fence);
      hide(match.index, end);
      from = at = end;
    } else if (opener === "<!--") {
      const end = at > lastCommentEnd ? -1 : source.indexOf("-->", at);
      // Never closed: a slip of the pen, and what follows is text.
      if (end < 0) continue;
      text += source.slice(from, match.index);
      from = at = end + 3;
    } else {
      const end = endOfSpan(source, at, opener.length);
      if (end === undefined) continue;
      hide(match.index, end);
      from = at = end;
    }
  }
  text += source.slice(from);
  return {
    text,
    restore: (changed) =>
      changed.replaceAll(/\ue000(\d+)\ue001/g, (_, index: string) => codes[Number(index)] ?? ""),
  };
}

function endOfFence(source: string, from: number, fence: string): number {
  const closer = new RegExp(`^[ \\t>]*${fence[0]}{${fence.length},}[ \\t]*$`, "gm");
  closer.lastIndex = from;
  const match = closer.exec(source);
  return match === null ? source.length : match.index + match[0].length;
}

function endOfSpan(source: string, from: number, length: number): number | undefined {
  const window = source.slice(from, from + LONGEST_SPAN).split(/\n[ \t]*\n/, 1)[0] ?? "";
  for (const run of window.matchAll(/`+/g)) {
    if (run[0].length === length) return from + run.index + length;
  }
  return undefined;
}
