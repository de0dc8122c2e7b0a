import type { Text } from "../site/items.ts";

export type BodyFormat = "storage" | "atlas_doc_format" | "view";

/**
 * A text in the form that is asked for. Confluence converts everything; here a form that the text
 * was not written in is a plain rendering of its words, block by block.
 */
export function bodyOf({ storage, adf }: Text, format: BodyFormat): string {
  if (format === "atlas_doc_format") return JSON.stringify(adf ?? toAdf(storage ?? ""));
  const html = storage ?? toStorage(adf as AdfNode);
  return format === "storage" ? html : toView(html);
}

interface AdfNode {
  type: string;
  text?: string;
  content?: AdfNode[];
  attrs?: Record<string, unknown>;
}

const TAGS: Record<string, string> = {
  paragraph: "p",
  bulletList: "ul",
  orderedList: "ol",
  listItem: "li",
  blockquote: "blockquote",
  codeBlock: "pre",
  table: "table",
  tableRow: "tr",
  tableCell: "td",
  tableHeader: "th",
};

function toStorage({ type, text, content = [], attrs }: AdfNode): string {
  if (type === "text") return escaped(text ?? "");
  const inner = content.map(toStorage).join("");
  const tag = type === "heading" ? `h${attrs?.level ?? 1}` : TAGS[type];
  return tag === undefined ? inner : `<${tag}>${inner}</${tag}>`;
}

const BLOCK_END = /<\/(?:p|h[1-6]|li|td|th|tr|div|pre)>|<br\s*\/?>/g;

function toAdf(storage: string): AdfNode {
  const blocks = toView(storage)
    .replace(BLOCK_END, "\n")
    .replace(/<[^>]*>/g, "")
    .split("\n")
    .map((line) => plain(line).trim())
    .filter((line) => line !== "");
  const content = blocks.map((line) => ({
    type: "paragraph",
    content: [{ type: "text", text: line }],
  }));
  return { type: "doc", content, ...{ version: 1 } };
}

/** Macros are shown as what is written in them. */
function toView(storage: string): string {
  return storage
    .replace(/<ac:parameter[^>]*>[^<]*<\/ac:parameter>/g, "")
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, code: string) => escaped(code))
    .replace(/<\/?(?:ac|ri):[^>]*>/g, "");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function plain(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
