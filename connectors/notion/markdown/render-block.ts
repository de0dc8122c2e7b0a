import { fenceCode } from "../../shared/markdown/fence-code.ts";
import { type BlockNode, contentOf } from "./block-tree.ts";
import { isMedia, linkToMarkdown, mediaToMarkdown } from "./media.ts";
import {
  addressOf,
  linkTo,
  richTextToCode,
  richTextToMarkdown,
  richTextToPlain,
} from "./rich-text.ts";
import { tableToMarkdown } from "./table-to-markdown.ts";

export interface RenderContext {
  /** The place in a numbered list, from 1. */
  number: number;
  renderAll: (nodes: readonly BlockNode[]) => string;
}

/** One block with its children; an empty string when it has nothing to read. */
export function renderBlock(node: BlockNode, context: RenderContext): string {
  const { block } = node;
  const content = contentOf(block);
  const text = richTextToMarkdown(content.rich_text);
  if (isMedia(block.type)) return mediaToMarkdown(block as never);
  switch (block.type) {
    case "paragraph":
    case "template":
      return withChildren(protectLineStart(text), node, context);
    case "heading_1":
    case "heading_2":
    case "heading_3":
    case "heading_4": {
      // The page's title stands above all of them.
      const level = Number(block.type.at(-1)) + 1;
      const heading = text.trim() === "" ? "" : `${"#".repeat(level)} ${oneLine(text)}`;
      return withChildren(heading, node, context);
    }
    case "bulleted_list_item":
      return listItem("- ", text, node, context);
    case "numbered_list_item":
      return listItem(`${context.number}. `, text, node, context);
    case "to_do":
      return listItem(`- [${content.checked === true ? "x" : " "}] `, text, node, context);
    case "toggle":
      return withChildren(text.trim() === "" ? "" : `**${unbold(text)}**`, node, context);
    case "quote":
      return quote(withChildren(text, node, context));
    case "callout":
      return quote(
        withChildren([emojiOf(content.icon), text].filter(Boolean).join(" "), node, context),
      );
    case "code":
      return codeBlock(content);
    case "equation":
      return typeof content.expression === "string" ? `$$\n${content.expression}\n$$` : "";
    case "divider":
      return "---";
    case "table":
      return tableToMarkdown(node);
    case "bookmark":
    case "embed":
    case "link_preview":
      return linkToMarkdown(block);
    case "child_page":
    case "child_database":
      // Notion gives a bare string here, which may tell of pages that not each reader may know.
      return pageLink(block.id, richTextToPlain(content.title));
    case "link_to_page": {
      const id = [content.page_id, content.database_id].find((one) => typeof one === "string");
      const title = richTextToPlain(content.title) || "A page";
      return typeof id === "string" ? pageLink(id, title) : "";
    }
    case "meeting_notes":
    case "transcription": {
      const title = richTextToPlain(content.title);
      return withChildren(title === "" ? "" : `**${title}**`, node, context);
    }
    case "column_list":
    case "column":
    case "synced_block":
    case "tab":
      return withChildren("", node, context);
    case "breadcrumb":
    case "table_of_contents":
      return "";
    default:
      return unknownBlock(node, text, context);
  }
}

/** Kinds that Notion hands out no content of, and those that are newer than this code. */
function unknownBlock(node: BlockNode, text: string, context: RenderContext): string {
  const { block } = node;
  const { block_type: hidden } = contentOf(block);
  const kind = typeof hidden === "string" ? hidden : block.type;
  const note = `(A block of the kind "${kind}" is shown in Notion only.)`;
  return withChildren(text.trim() === "" ? note : text, node, context);
}

function withChildren(text: string, node: BlockNode, context: RenderContext): string {
  const children = context.renderAll(node.children);
  const note = node.note === undefined ? "" : `(${node.note})`;
  return [text, children, note].filter((part) => part.trim() !== "").join("\n\n");
}

function listItem(marker: string, text: string, node: BlockNode, context: RenderContext): string {
  const children = withChildren("", node, context);
  const lines = children === "" ? text : `${text}\n${children}`;
  return (
    marker + lines.replaceAll("\n", `\n${" ".repeat(marker.startsWith("-") ? 2 : marker.length)}`)
  );
}

function quote(text: string): string {
  return text === "" ? "" : text.replaceAll(/^/gm, "> ");
}

function codeBlock(content: Record<string, unknown>): string {
  const code = richTextToCode(content.rich_text);
  const language = content.language === "plain text" ? "" : String(content.language ?? "");
  const caption = richTextToMarkdown(content.caption);
  return `${fenceCode(code, language)}${caption === "" ? "" : `\n\n${caption}`}`;
}

function pageLink(id: string, title: string): string {
  return title === "" ? "" : linkTo(addressOf(id), title);
}

function emojiOf(icon: unknown): string {
  const { emoji } = (icon ?? {}) as { emoji?: unknown };
  return typeof emoji === "string" ? emoji : "";
}

/** A paragraph that begins like a heading or a fence would be read as one. */
function protectLineStart(text: string): string {
  return text.replaceAll(/^(?=#{1,6}\s|```|~~~|={3,}\s*$|-{3,}\s*$|>)/gm, "\\");
}

function unbold(text: string): string {
  return oneLine(text).replaceAll("**", "");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ").trim();
}
