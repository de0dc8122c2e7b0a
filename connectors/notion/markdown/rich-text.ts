import type { MentionRichTextItemResponse, RichTextItemResponse } from "@notionhq/client";

type Mention = MentionRichTextItemResponse["mention"];

const SITE = "https://www.notion.so";

/** Where a reader opens a page, database or block by its id. */
export function addressOf(id: string): string {
  return `${SITE}/${id.replaceAll("-", "")}`;
}

/** Text with links, code and weight. What still is a mention of a page was lent by nobody: it has no name. */
export function richTextToMarkdown(items: unknown): string {
  return asItems(items)
    .map((item) => decorate(textOf(item), item))
    .join("");
}

/** As it was typed: code. */
export function richTextToCode(items: unknown): string {
  return asItems(items)
    .map((item) => textOf(item))
    .join("");
}

/** The same without any marks: titles, cells of one word, names. */
export function richTextToPlain(items: unknown): string {
  return asItems(items)
    .map((item) => textOf(item))
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** A page or database by what mentions it. */
export interface Named {
  id: string;
  type: "page" | "database";
}

/** The pages and databases that a text mentions: it tells their titles. */
export function pagesNamedIn(items: unknown): Named[] {
  return asItems(items).flatMap((item) => (item.type === "mention" ? (pageOf(item) ?? []) : []));
}

/** The page or database that a mention is of. */
export function pageOf({ mention }: MentionRichTextItemResponse): Named | undefined {
  if (mention.type === "page") return { type: "page", id: mention.page.id };
  return mention.type === "database" ? { type: "database", id: mention.database.id } : undefined;
}

function textOf(item: RichTextItemResponse): string {
  const plain = typeof item.plain_text === "string" ? item.plain_text : "";
  if (item.type === "equation") return `$${item.equation.expression}$`;
  if (item.type !== "mention") return plain;
  if (!BRING_NAMES.has(item.mention.type)) return UNNAMED_PAGE;
  return isNamed(plain) ? plain : (nameOf(item.mention) ?? plain);
}

/** Mentions whose text tells nothing that stands on another page. */
const BRING_NAMES: ReadonlySet<string> = new Set([
  "user",
  "date",
  "link_preview",
  "link_mention",
  "template_mention",
  "custom_emoji",
]);

/** A page that not each reader may know of, or that is not shown to the connection. */
export const UNNAMED_PAGE = "[page]";

function nameOf(mention: Mention): string | undefined {
  switch (mention.type) {
    case "user": {
      const name = "name" in mention.user ? mention.user.name : undefined;
      return `@${name ?? "someone"}`;
    }
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
export function isNamed(plain: string | undefined): boolean {
  const text = plain?.trim() ?? "";
  return text !== "" && text !== "@Anonymous" && text !== "@" && text !== "Untitled";
}

/** Marks hug the words: `** a **` would not be read as bold. */
function decorate(text: string, item: RichTextItemResponse): string {
  const { annotations } = item;
  const [, before = "", core = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  if (core === "") return text;
  let marked = core;
  if (annotations?.code === true) marked = `\`${core.replaceAll("`", "'")}\``;
  if (annotations?.strikethrough === true) marked = `~~${marked}~~`;
  if (annotations?.bold === true) marked = `**${marked}**`;
  const address = absolute(linkOf(item));
  if (address !== undefined && address !== core) marked = linkTo(address, marked);
  return before + marked + after;
}

/** Text with a link, if the address is one that a reader may open safely. */
export function linkTo(address: string, text: string): string {
  const target = absolute(address);
  return target === undefined ? text : `[${text.replaceAll(/[[\]]/g, "\\$&")}](${target})`;
}

/** The address of a page may tell its title. */
function linkOf(item: RichTextItemResponse): unknown {
  if (item.href === null || item.type !== "mention") return item.href;
  if (BRING_NAMES.has(item.mention.type)) return item.href;
  const page = pageOf(item);
  return page && addressOf(page.id);
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
  return Array.isArray(items) ? items.filter(isItem) : [];
}

function isItem(item: unknown): item is RichTextItemResponse {
  const { type, mention } = (item ?? {}) as { type?: unknown; mention?: unknown };
  return type === "mention" ? mention instanceof Object : typeof type === "string";
}
