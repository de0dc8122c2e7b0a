import { estimateTokens, offsetOfTokens } from "./estimate-tokens.ts";

export type BlockKind = "heading" | "paragraph" | "list" | "table" | "code" | "other";

/** A stretch of a document that stays whole if it can. */
export interface Unit {
  text: string;
  tokens: number;
  kind: BlockKind;
  /** Belongs with what follows: a heading, a line that introduces a list, a table's header. */
  sticky: boolean;
  /** Said again when a passage starts here: a table's header rows, the opening line of a code block. */
  repeat?: string;
}

export function unit(text: string, kind: BlockKind, sticky = false): Unit {
  return { text, tokens: estimateTokens(text), kind, sticky };
}

/** Cuts a block that is too long at its own joints; the pieces' texts add up to the block's. */
export function splitBlock(block: Unit, items: string[] | undefined, limit: number): Unit[] {
  if (block.tokens <= limit) return [block];
  switch (block.kind) {
    case "table":
      return splitRows(block.text, limit);
    case "code":
      return splitCode(block.text, limit);
    case "list":
      return (items ?? [block.text]).flatMap((item) => splitText(item, "list", limit, true));
    case "heading":
    case "paragraph":
      return splitText(block.text, block.kind, limit, false);
    default:
      return splitText(block.text, block.kind, limit, true);
  }
}

function splitRows(text: string, limit: number): Unit[] {
  const lines = linesOf(text);
  const header = lines.slice(0, 2).join("");
  const rows = lines.slice(2).flatMap((row) => splitText(row, "table", limit, true));
  return [...splitText(header, "table", limit, true), ...rows].map((row, index) =>
    index === 0 ? { ...row, sticky: true } : repeating(row, header, limit),
  );
}

function splitCode(text: string, limit: number): Unit[] {
  const opening = /^ {0,3}(?:`{3,}|~{3,})[^\n]*\n/.exec(text)?.[0];
  const pieces = linesOf(text).flatMap((line) => splitText(line, "code", limit, true));
  if (opening === undefined) return pieces;
  return pieces.map((piece, index) =>
    index === 0 ? { ...piece, sticky: true } : repeating(piece, opening, limit),
  );
}

// A header that fills half a passage would drown its rows, so it is not said again.
function repeating(piece: Unit, repeat: string, limit: number): Unit {
  return estimateTokens(repeat) + piece.tokens > limit ? piece : { ...piece, repeat };
}

/** In tokens: patterns run out of stack on a line of millions of characters. */
const MOST_AT_ONCE = 50_000;

function splitText(text: string, kind: BlockKind, limit: number, linesFirst: boolean): Unit[] {
  const whole = unit(text, kind);
  if (whole.tokens <= limit) return [whole];
  const cuts = linesFirst ? [linesOf, sentencesOf] : [sentencesOf, linesOf];
  let pieces = stretchesOf(text, MOST_AT_ONCE).map((stretch) => unit(stretch, kind));
  for (const cut of [...cuts, (long: string) => stretchesOf(long, limit)]) {
    pieces = pieces.flatMap((piece) =>
      piece.tokens <= limit ? [piece] : cut(piece.text).map((part) => unit(part, kind)),
    );
  }
  return pieces;
}

function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf("\n", start);
    if (end === -1) end = text.length;
    // Empty lines go with the one before.
    while (text[end] === "\n") end += 1;
    lines.push(text.slice(start, end));
    start = end;
  }
  return lines;
}

function sentencesOf(text: string): string[] {
  return text.match(/[\s\S]*?(?:[.!?…]["'”’)\]]*\s+|[。！？]["”’」』）]*\s*)|[\s\S]+$/g) ?? [];
}

function stretchesOf(text: string, limit: number): string[] {
  const parts: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = cutBefore(text, start, offsetOfTokens(text, start, limit));
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

// Backs off to white space near the end, and never cuts a surrogate pair.
function cutBefore(text: string, start: number, end: number): number {
  if (end >= text.length) return text.length;
  const nearest = Math.max(start + 1, end - 100);
  for (let at = end; at > nearest; at -= 1) {
    if (/\s/.test(text.charAt(at - 1))) return at;
  }
  const low = text.charCodeAt(end);
  const cut = low >= 0xdc00 && low <= 0xdfff ? end - 1 : end;
  return cut > start ? cut : start + 2;
}
