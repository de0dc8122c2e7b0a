import type { MentionRichTextItemResponse, RichTextItemResponse } from "@notionhq/client";
import type { Names } from "./block-tree.ts";

type Mention = MentionRichTextItemResponse["mention"];

const SITE = "https://www.notion.so";

/** Where a reader opens a page, database or block by its id. */
export function addressOf(id: string): string {
  return `${SITE}/${id.replaceAll("-", "")}`;
}

/** Text with links, code and weight; mentions by name. */
export function richTextToMarkdown(items: unknown, names: Names): string {
  return asItems(items)
    .map((item) => decorate(textOf(item, names), item))
    .join("");
}

/** The same without any marks: titles, cells of one word, names. */
export function richTextToPlain(items: unknown, names: Names): string {
  return asItems(items)
    .map((item) => textOf(item, names))
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The ids whose names the text needs and does not bring along. */
export function mentionedIds(items: unknown): { users: string[]; pages: string[] } {
  const found = { users: [] as string[], pages: [] as string[] };
  for (const item of asItems(items)) {
    if (item.type !== "mention" || isNamed(item.plain_text)) continue;
    const { mention } = item;
    if (mention.type === "user") found.users.push(mention.user.id);
    if (mention.type === "page") found.pages.push(mention.page.id);
    if (mention.type === "database") found.pages.push(mention.database.id);
  }
  return found;
}

function textOf(item: RichTextItemResponse, names: Names): string {
  const plain = typeof item.plain_text === "string" ? item.plain_text : "";
  if (item.type === "equation") return `$${item.equation.expression}$`;
  if (item.type !== "mention" || isNamed(plain)) return plain;
  return nameOf(item.mention, names) ?? plain;
}

function nameOf(mention: Mention, names: Names): string | undefined {
  switch (mention.type) {
    case "user": {
      const name = "name" in mention.user ? mention.user.name : undefined;
      return `@${name ?? names.get(mention.user.id) ?? "someone"}`;
    }
    case "page":
      return names.get(mention.page.id);
    case "database":
      return names.get(mention.database.id);
    case "date":
      return mention.date.end === null
        ? mention.date.start
        : `${mention.date.start} to ${mention.date.end}`;
    case "link_mention":
      return mention.link_mention.title ?? mention.link_mention.href;
    case "link_preview":
      return mention.link_preview.url;
    default:
      return undefined;
  }
}

/** Notion writes `@Anonymous` and `Untitled` where it keeps the name to itself. */
function isNamed(plain: string | undefined): boolean {
  const text = plain?.trim() ?? "";
  return text !== "" && text !== "@Anonymous" && text !== "@" && text !== "Untitled";
}

/** Marks hug the words: `** a **` would not be read as bold. */
function decorate(text: string, { annotations, href }: RichTextItemResponse): string {
  const [, before = "", core = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  if (core === "") return text;
  let marked = core;
  if (annotations?.code === true) marked = `\`${core.replaceAll("`", "'")}\``;
  if (annotations?.strikethrough === true) marked = `~~${marked}~~`;
  if (annotations?.bold === true) marked = `**${marked}**`;
  const address = absolute(href);
  if (address !== undefined && address !== core) {
    marked = `[${marked.replaceAll(/[[\]]/g, "\\$&")}](${address})`;
  }
  return before + marked + after;
}

/** Links within Notion come without their site. */
function absolute(href: unknown): string | undefined {
  if (typeof href !== "string" || href === "") return undefined;
  const address = href.startsWith("/") ? SITE + href : href;
  return /^(?:https?|mailto|tel):/.test(address)
    ? address.replaceAll(" ", "%20").replaceAll(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"))
    : undefined;
}

function asItems(items: unknown): RichTextItemResponse[] {
  return Array.isArray(items) ? (items as RichTextItemResponse[]) : [];
}
