import TurndownService from "turndown";
import { escapeMarkdownLine } from "../markdown/escape-markdown.ts";
import { replaceElements } from "../markdown/replace-elements.ts";
import { UnreadableDocumentError } from "../unreadable-document-error.ts";
import type { HtmlNode } from "./html-node.ts";
import { addHtmlRules } from "./html-rules.ts";

export interface HtmlPage {
  /** What the page's `<title>` says, undefined without one. */
  title: string | undefined;
  markdown: string;
}

/**
 * A page or a fragment of HTML as Markdown: its main part where it marks one, without scripts,
 * navigation and whatever else a reader does not see. Throws `UnreadableDocumentError` for
 * a page too large or elements nested too deep.
 */
export function htmlToMarkdown(html: string): HtmlPage {
  const mains: string[] = [];
  const converter = createConverter();
  converter.addRule("main", {
    filter: (node) => isMain(node as HtmlNode),
    replacement: (content) => {
      mains.push(content.trim());
      return `\n\n${content}\n\n`;
    },
  });
  const source = withoutBallast(html);
  assertShallow(source);
  const whole = converter.turndown(source);
  const main = mains.join("\n\n").trim();
  return { title: titleOf(source), markdown: tidy(main === "" ? whole : main) };
}

/**
 * Drops, before anything is parsed, what takes most of the room in large pages: scripts, drawings,
 * pictures written out in the page. The parser blocks for seconds and takes 100 bytes a byte.
 */
function withoutBallast(html: string): string {
  const light = replaceElements(html, ["script", "style", "svg"], () => "")
    .replaceAll(/\bdata:[\w/+.;=-]{1,100},[^"'()\s<>]*/g, "")
    // Private characters mark tables on their way through the converter.
    .replaceAll(/[\ue002-\ue004]/g, "");
  if (light.length > MAX_CHARACTERS) {
    const size = (light.length / 1_000_000).toFixed(1);
    throw new UnreadableDocumentError(
      `holds ${size} million characters of HTML and at most 4 are read; split it`,
    );
  }
  return light;
}

// Elements that HTML lets one leave open are no measure of depth.
const TAG =
  /<(\/?)(?!(?:p|li|td|th|tr|dt|dd|option|tbody|thead|tfoot|br|hr|img|input|meta|link|col|wbr|area|base|source|track|embed)\b)[a-z][^<>]{0,2000}>/gi;
const MAX_DEPTH = 1_000;
const MAX_CHARACTERS = 4_000_000;

/** The parser's time grows with the square of the depth, and its stack ends somewhere. */
function assertShallow(html: string): void {
  let depth = 0;
  for (const [tag, slash] of html.matchAll(TAG)) {
    if (tag.endsWith("/>")) continue;
    depth = slash === "" ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) {
      throw new UnreadableDocumentError(`nests its elements more than ${MAX_DEPTH} deep`);
    }
  }
}

function createConverter(): TurndownService {
  const converter = new TurndownService({
    headingStyle: "atx",
    bulletListMarker: "-",
    codeBlockStyle: "fenced",
    emDelimiter: "*",
    hr: "---",
    br: "",
  });
  converter.escape = escapeMarkdownLine;
  addHtmlRules(converter);
  return converter;
}

function isMain(node: HtmlNode): boolean {
  return node.nodeName === "MAIN" || node.getAttribute("role") === "main";
}

function titleOf(html: string): string | undefined {
  const inner = /<title\b[^>]{0,500}>([^<]{0,2000})<\/title\s*>/i.exec(html)?.[1];
  if (inner === undefined) return undefined;
  // The converter decodes the entities.
  const title = createConverter().turndown(`<p>${inner}</p>`).replaceAll(/\s+/g, " ").trim();
  return title.replaceAll("\\", "") || undefined;
}

function tidy(markdown: string): string {
  return markdown
    .replaceAll("\u00a0", " ")
    .replaceAll(/(?<![ \t])[ \t]+$/gm, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
