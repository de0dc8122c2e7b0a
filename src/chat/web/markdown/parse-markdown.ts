import { Marked, type Token, type Tokens } from "marked";
import { type Block, type Inline, safeHref } from "./blocks.ts";
import { decodeEntities } from "./decode-entities.ts";
import { MARK_END, MARK_START } from "./mark-quote.ts";
import { quotedTables } from "./quoted-tables.ts";

export interface ParseOptions {
  /** Numbers whose `[n]` become citation marks. */
  citations?: readonly number[];
  /** `text` keeps a link's words and drops its address: an answer links to its sources only. */
  links?: "follow" | "text";
}

interface Walk {
  citations: ReadonlySet<number>;
  follow: boolean;
  /** Inside a highlighted quote; goes on over the borders of blocks. */
  marking: boolean;
}

/** Above this length marked can take seconds (its emphasis rules are quadratic); shown as it is. */
const MAX_CHARACTERS = 8_000;

// A line "[1]: …" of an answer is a mark and a colon, not a link definition that vanishes.
// Each line of it is one on the page too: a list's item stands below what leads it in.
const answerParser = new Marked({ breaks: true, tokenizer: { def: () => undefined } });
const documentParser = new Marked();

/** Reads Markdown of any origin into blocks that are safe to show. */
export function parseMarkdown(markdown: string, options: ParseOptions = {}): Block[] {
  const follow = options.links !== "text";
  const walk: Walk = { citations: new Set(options.citations), follow, marking: false };
  if (markdown.length > MAX_CHARACTERS) return [plain(markdown, walk)];
  try {
    const tokens = follow
      ? documentParser.lexer(markdown)
      : answerParser.lexer(quotedTables(markdown));
    return toBlocks(tokens, walk);
  } catch (error) {
    // marked recurses: text nested thousands of levels deep ends its stack.
    if (!(error instanceof RangeError)) throw error;
    return [plain(markdown, { ...walk, marking: false })];
  }
}

function plain(markdown: string, walk: Walk): Block {
  return { type: "code", children: toText(markdown, walk) };
}

function toBlocks(tokens: Token[], walk: Walk): Block[] {
  return tokens.map((token) => toBlock(token, walk)).filter((block) => block !== undefined);
}

function toBlock(token: Token, walk: Walk): Block | undefined {
  switch (token.type) {
    case "heading":
      return { type: "heading", level: token.depth, children: toInlines(token.tokens, walk) };
    case "paragraph":
    case "text":
      return { type: "paragraph", children: toInlines(token.tokens ?? [token], walk) };
    case "list": {
      const list = token as Tokens.List;
      const items = list.items.map((item) => toBlocks(item.tokens, walk));
      return { type: "list", ordered: list.ordered, start: Number(list.start) || 1, items };
    }
    case "table":
      return toTable(token as Tokens.Table, walk);
    case "code":
      return { type: "code", children: toText(token.text, walk) };
    case "blockquote":
      return { type: "quote", children: toBlocks(token.tokens ?? [], walk) };
    case "hr":
      return { type: "rule" };
    case "html": {
      const children = toInlines([token], walk);
      return children.length > 0 ? { type: "paragraph", children } : undefined;
    }
    default:
      return undefined;
  }
}

function toTable(table: Tokens.Table, walk: Walk): Block {
  const header = table.header.map((cell) => toInlines(cell.tokens, walk));
  const rows = table.rows.map((row) => row.map((cell) => toInlines(cell.tokens, walk)));
  return { type: "table", header, rows };
}

function toInlines(tokens: Token[] | undefined, walk: Walk): Inline[] {
  return (tokens ?? []).flatMap((token) => toInline(token, walk));
}

function toInline(token: Token, walk: Walk): Inline[] {
  switch (token.type) {
    case "strong":
      return [{ type: "strong", children: toInlines(token.tokens, walk) }];
    case "em":
      return [{ type: "emphasis", children: toInlines(token.tokens, walk) }];
    case "del":
      return [{ type: "strike", children: toInlines(token.tokens, walk) }];
    case "codespan":
      return [{ type: "code", children: toText(token.text, walk) }];
    case "br":
      return [{ type: "break" }];
    case "link":
      return toLink(token as Tokens.Link, walk);
    case "image":
      return token.text === "" ? [] : toText(`[image: ${decodeEntities(token.text)}]`, walk);
    case "html":
      return toInertHtml(token.raw, walk);
    case "escape":
      return toText(token.text, walk);
    case "checkbox":
      return [{ type: "text", text: token.checked ? "☑ " : "☐ " }];
    default:
      if ("tokens" in token && token.tokens) return toInlines(token.tokens, walk);
      return toText(decodeEntities("text" in token ? token.text : token.raw), walk);
  }
}

function toLink(link: Tokens.Link, walk: Walk): Inline[] {
  const children = toInlines(link.tokens, walk);
  const href = safeHref(link.href.replaceAll(MARK_START, "").replaceAll(MARK_END, ""));
  return walk.follow && href !== undefined ? [{ type: "link", href, children }] : children;
}

/** Comments go, `<br>` breaks the line, every other tag is shown as the characters it is made of. */
function toInertHtml(html: string, walk: Walk): Inline[] {
  if (/^<br\s*\/?>$/i.test(html.trim())) return [{ type: "break" }];
  return toText(html.replace(/<!--[\s\S]*?-->/g, "").trim(), walk);
}

function toText(text: string, walk: Walk): Inline[] {
  return text.split(/([\uE000\uE001]|\[\d{1,3}\])/).flatMap((piece): Inline[] => {
    if (piece === MARK_START || piece === MARK_END) {
      walk.marking = piece === MARK_START;
      return [];
    }
    const n = /^\[(\d+)\]$/.exec(piece)?.[1];
    if (n !== undefined && walk.citations.has(Number(n)))
      return [{ type: "citation", n: Number(n) }];
    if (piece === "") return [];
    return [
      walk.marking ? { type: "text", text: piece, marked: true } : { type: "text", text: piece },
    ];
  });
}
