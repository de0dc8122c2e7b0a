import { decodeEntities } from "../../web/markdown/decode-entities.ts";

/** A text with what stands in it beside words. */
export interface ReadText {
  text: string;
  /** Whether it begins with a name, and which in the order of the text. */
  startsWith: FoundMention | undefined;
  /** The activity of the message that it quotes. */
  quotedId: string | undefined;
  /** There are others than emoji in it. */
  hasPictures: boolean;
}

export interface FoundMention {
  /** As it is shown. */
  label: string;
  /** Of the mention's entity, where it is said. */
  index: number | undefined;
}

interface Tag {
  name: string;
  isEnd: boolean;
  isAlone: boolean;
  attributes: Record<string, string>;
}

/** None looks far ahead: what never ends costs no more than what does. */
const TOKENS = /<!--[\s\S]{0,300}?-->|<\/?[a-z][^<>]*>|[^<]+|</gi;
/** Deeper than anybody writes; tags below it are left out. */
const MOST_DEPTH = 100;
const ATTRIBUTE = /([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const VOID = new Set(["br", "img", "hr", "input", "quoted", "wbr"]);
const LINES = new Set(["p", "div", "ul", "ol", "tr", "table", "blockquote", "h1", "h2", "h3"]);
const UNREAD = new Set(["script", "style", "attachment", "title", "head"]);

/**
 * The HTML of a message as plain text with Markdown as people type it; `nameOf` says what stands for
 * a mention. Whatever it is not made for is read as its words.
 */
export function readHtml(html: string, nameOf: (found: FoundMention) => string): ReadText {
  let out = "";
  let startsWith: ReadText["startsWith"];
  let quotedId: ReadText["quotedId"];
  let hasPictures = false;
  const open: { name: string; close: (inner: string) => string; from: number; isCode: boolean }[] =
    [];
  const isCode = () => open.some((one) => one.isCode);
  const isUnread = () => open.some(({ close }) => close === nothing);
  const enter = (name: string, close: (inner: string) => string, code = false) =>
    open.push({ name, close, from: out.length, isCode: code });

  function leave(name: string): void {
    const at = open.findLastIndex((one) => one.name === name);
    if (at === -1) return;
    // What was left open inside ends with it.
    for (const one of open.splice(at).reverse()) {
      out = out.slice(0, one.from) + one.close(out.slice(one.from));
    }
  }

  function mention(index: number | undefined): (inner: string) => string {
    const isFirst = out.trim() === "" && startsWith === undefined;
    return (inner) => {
      const found = { label: inner.trim(), index };
      if (isFirst) startsWith = found;
      return nameOf(found);
    };
  }

  function begin({ name, attributes }: Tag): void {
    if (open.length === MOST_DEPTH) return;
    const type = attributes.itemtype ?? "";
    // Whoever is named in a quote is not named by it.
    if (isUnread()) return void enter(name, (inner) => inner);
    if (name === "at") return void enter(name, mention(toIndex(attributes.id)));
    if (/\/Mention$/i.test(type)) return void enter(name, mention(toIndex(attributes.itemid)));
    if (name === "blockquote" && /\/Reply$/i.test(type)) {
      quotedId ??= attributes.itemid;
      return void enter(name, nothing);
    }
    if (UNREAD.has(name)) return void enter(name, nothing);
    if (name === "emoji") return void enter(name, (inner) => attributes.alt ?? inner);
    if (name === "a") return void enter(name, (inner) => readLink(attributes.href ?? "", inner));
    if (name === "pre" || name === "codeblock") {
      const isInside = isCode();
      const fence = (inner: string) => `\n\`\`\`\n${inner.replace(/^\n|\n$/g, "")}\n\`\`\`\n`;
      return void enter(name, isInside ? (inner) => inner : fence, true);
    }
    if (name === "code") {
      const isInside = isCode();
      return void enter(name, (inner) => (isInside ? inner : `\`${inner}\``), true);
    }
    if (name === "li") return void enter(name, (inner) => `\n- ${inner.trim()}`);
    if (name === "td" || name === "th") return void enter(name, (inner) => `${inner.trim()} `);
    if (LINES.has(name)) return void enter(name, (inner) => `\n${inner}\n`);
    enter(name, (inner) => inner);
  }

  for (const [token] of html.matchAll(TOKENS)) {
    const tag = readTag(token);
    if (tag === undefined) {
      if (!token.startsWith("<!--")) out += words(token, isCode());
    } else if (tag.name === "quoted") {
      quotedId ??= tag.attributes.messageid;
    } else if (tag.isEnd) leave(tag.name);
    else if (tag.name === "br" || tag.name === "hr") out += "\n";
    else if (tag.name === "img") {
      if (isEmoji(tag)) out += tag.attributes.alt ?? "";
      else hasPictures ||= !isUnread();
    } else if (!tag.isAlone) begin(tag);
  }
  for (const { name } of [...open].reverse()) leave(name);
  // A space before a line's first word comes from how the HTML is laid out.
  return { text: tidy(out.replace(/\n (?=\S)/g, "\n")), startsWith, quotedId, hasPictures };
}

function nothing(): string {
  return "";
}

/** Without spaces that nobody sees. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\u00a0/g, " ")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function readTag(token: string): Tag | undefined {
  const [, slash, name, rest] = /^<(\/?)([a-z][\w:-]*)([\s\S]*)>$/i.exec(token) ?? [];
  if (name === undefined) return undefined;
  const attributes: Record<string, string> = {};
  for (const [, key = "", ...values] of (rest ?? "").matchAll(ATTRIBUTE)) {
    const value = values.slice(0, 3).find((one) => one !== undefined) ?? "";
    attributes[key.toLowerCase()] = decodeEntities(value);
  }
  const tag = name.toLowerCase();
  const isAlone = VOID.has(tag) || /\/\s*$/.test(rest ?? "");
  return { name: tag, isEnd: slash === "/", isAlone, attributes };
}

/** In code, spaces and ends of lines are as they were typed. */
function words(raw: string, isCode: boolean): string {
  const text = decodeEntities(isCode ? raw : raw.replace(/[ \t\r\n]+/g, " "));
  return text.replace(/\u00a0/g, " ");
}

/** Pictures say nothing; emoji are their sign. */
function isEmoji({ attributes: { itemtype = "" } }: Tag): boolean {
  return /\/Emoji$/i.test(itemtype);
}

function readLink(href: string, inner: string): string {
  const label = inner.trim();
  const url = href.replace(/^(?:mailto|tel):/i, "");
  if (!/^(?:https?|mailto|tel):/i.test(href) || label === "") return label;
  // `acme.com` is a link to `https://acme.com/`: what was typed says as much.
  const isSame =
    url === label || url.replace(/^https?:\/\/|\/$/gi, "") === label.replace(/\/$/, "");
  return isSame ? label : `[${label}](${url})`;
}

function toIndex(id: string | undefined): number | undefined {
  return id !== undefined && /^\d{1,3}$/.test(id) ? Number(id) : undefined;
}
