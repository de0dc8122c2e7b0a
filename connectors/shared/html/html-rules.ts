import type TurndownService from "turndown";
import { fenceCode } from "../markdown/fence-code.ts";
import type { HtmlNode } from "./html-node.ts";
import { isInside } from "./html-node.ts";
import { markCell, markRow, tableToMarkdown } from "./html-table.ts";
import { readableImageText } from "./image-text.ts";

const UNSEEN = [
  "SCRIPT",
  "STYLE",
  "NOSCRIPT",
  "TEMPLATE",
  "IFRAME",
  "OBJECT",
  "SVG",
  "CANVAS",
  "VIDEO",
  "AUDIO",
  "NAV",
  "BUTTON",
  "SELECT",
  "TEXTAREA",
  "TITLE",
  "HEAD",
];
const UNSEEN_ROLES = ["navigation", "search", "contentinfo", "dialog"];

type Replacement = (content: string, node: HtmlNode) => string;

/** Teaches the converter what company pages need beyond plain paragraphs and lists. */
export function addHtmlRules(converter: TurndownService): void {
  const add = (key: string, names: readonly string[], replacement: Replacement): void => {
    converter.addRule(key, {
      filter: (node) => names.includes((node as HtmlNode).nodeName.toUpperCase()),
      replacement: replacement as TurndownService.ReplacementFunction,
    });
  };
  add("cell", ["TD", "TH"], markCell);
  add("row", ["TR"], markRow);
  add("rows", ["THEAD", "TBODY", "TFOOT"], (content) => content);
  add("columns", ["COLGROUP", "COL"], () => "");
  add("table", ["TABLE"], tableToMarkdown);
  add("caption", ["CAPTION", "SUMMARY", "DT"], (content) => boldLine(content));
  add("definition", ["DD"], (content) => `\n\n${content.trim()}\n\n`);
  add("strong", ["STRONG", "B"], strong);
  add("struck", ["DEL", "S", "STRIKE"], struck);
  add("raised", ["SUP"], raise);
  add("item", ["LI"], listItem);
  add("code-block", ["PRE"], codeBlock);
  add("image", ["IMG"], (_, node) => readableImageText(node.getAttribute("alt")));
  add("link", ["A"], link);
  add("check-box", ["INPUT"], checkBox);
  // Rules added later come first: what nobody sees is dropped before anything is made of it.
  converter.addRule("unseen", {
    filter: (node) => isUnseen(node as HtmlNode),
    replacement: () => "",
  });
}

function isUnseen(node: HtmlNode): boolean {
  return (
    UNSEEN.includes(node.nodeName.toUpperCase()) ||
    UNSEEN_ROLES.includes(node.getAttribute("role") ?? "") ||
    node.getAttribute("hidden") !== null ||
    node.getAttribute("aria-hidden") === "true" ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(node.getAttribute("style") ?? "") ||
    (node.nodeName === "FOOTER" && node.parentNode?.nodeName !== "ARTICLE")
  );
}

function boldLine(content: string): string {
  const text = content.replaceAll("**", "").trim();
  return text === "" ? "" : `\n\n**${text}**\n\n`;
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** 10³ must not read as 103; raised words read well as they are. */
function raise(content: string): string {
  if (!/^-?\d+$/.test(content)) return content;
  return content.replace("-", "⁻").replaceAll(/\d/g, (digit) => RAISED[Number(digit)] ?? digit);
}

function strong(content: string, node: HtmlNode): string {
  return content.trim() === "" || isInside(node, "STRONG", "B") ? content : `**${content}**`;
}

function struck(content: string, node: HtmlNode): string {
  return content.trim() === "" || isInside(node, "DEL", "S", "STRIKE") ? content : `~~${content}~~`;
}

function listItem(content: string, node: HtmlNode): string {
  const list = node.parentNode;
  const marker = list?.nodeName === "OL" ? `${itemNumber(list)}. ` : "- ";
  const indent = " ".repeat(marker.length);
  // Items stay close together, so that a list is one block.
  const text = content.trim().replaceAll(/\n{2,}(?=\s*(?:[-*+]|\d+\.) )/g, "\n");
  return `${marker}${text.replaceAll(/\n(?!\n)/g, `\n${indent}`)}\n`;
}

const lastNumbers = new WeakMap<HtmlNode, number>();

/** Items are met in order; counting on is quick where looking for the place in a long list is not. */
function itemNumber(list: HtmlNode): number {
  const start = Math.trunc(Number(list.getAttribute("start") ?? 1)) || 1;
  const number = (lastNumbers.get(list) ?? start - 1) + 1;
  lastNumbers.set(list, number);
  return number;
}

function codeBlock(_: string, node: HtmlNode): string {
  const code = (node.textContent ?? "").replace(/^\n/, "").trimEnd();
  if (code.trim() === "") return "";
  if (isInside(node, "TABLE")) return ` \`${code.replaceAll(/\s+/g, " ")}\` `;
  const names = [node, node.firstChild, node.parentNode].map((part) => part?.className ?? "");
  const language = /(?:language|lang|highlight-source)-([\w+#-]+)/.exec(names.join(" "))?.[1] ?? "";
  return `\n\n${fenceCode(code, language)}\n\n`;
}

function link(content: string, node: HtmlNode): string {
  const text = content.trim();
  const address = (node.getAttribute("href") ?? "").trim();
  // The paragraph signs beside headings are handles, not text.
  if (/^[¶#§🔗]$/u.test(text)) return "";
  if (
    text === "" ||
    address.startsWith("#") ||
    !/^(?:https?:|mailto:|[^:]*$|[/.?])/i.test(address)
  ) {
    return content;
  }
  if (address === "" || /\n|\ue002/.test(text)) return content;
  const encoded = address.replaceAll(/[\s()]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `[${text}](${encoded})`;
}

function checkBox(_: string, node: HtmlNode): string {
  if (node.getAttribute("type") !== "checkbox" || !isInside(node, "LI")) return "";
  return node.getAttribute("checked") === null ? "[ ] " : "[x] ";
}
