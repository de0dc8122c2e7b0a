import type { World } from "../world.ts";
import { escapeHtml, safeUrl } from "./escape-html.ts";
import { channelName, groupName, userName, withEmoji } from "./names.ts";

interface Inline {
  type: string;
  text?: string;
  url?: string;
  user_id?: string;
  channel_id?: string;
  usergroup_id?: string;
  range?: string;
  name?: string;
  fallback?: string;
  style?: { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean };
}

interface Part {
  type: string;
  style?: string;
  indent?: number;
  elements: (Inline | Part)[];
}

export interface RichText {
  elements: Part[];
}

export function richToText(world: World, { elements }: RichText): string {
  return elements.map((part) => partText(world, part)).join("\n");
}

export function richToHtml(world: World, { elements }: RichText): string {
  return elements.map((part) => partHtml(world, part)).join("");
}

function partText(world: World, { type, style, indent = 0, elements }: Part): string {
  if (type === "rich_text_list") {
    const line = (part: Part, i: number) =>
      `${"  ".repeat(indent)}${style === "ordered" ? `${i + 1}.` : "•"} ${partText(world, part)}`;
    return (elements as Part[]).map(line).join("\n");
  }
  const text = (elements as Inline[]).map((one) => inlineText(world, one)).join("");
  return type === "rich_text_quote" ? text.replaceAll(/^/gm, "> ") : text;
}

function partHtml(world: World, { type, style, indent = 0, elements }: Part): string {
  if (type === "rich_text_list") {
    const tag = style === "ordered" ? "ol" : "ul";
    const items = (elements as Part[]).map((part) => `<li>${partHtml(world, part)}</li>`);
    return `<${tag} style="margin-left:${indent * 20}px">${items.join("")}</${tag}>`;
  }
  const html = (elements as Inline[]).map((one) => inlineHtml(world, one)).join("");
  if (type === "rich_text_quote") return `<blockquote>${html}</blockquote>`;
  if (type === "rich_text_preformatted") return `<pre>${html}</pre>`;
  return `<span>${html}</span>`;
}

function mentioned(world: World, one: Inline): string | undefined {
  if (one.user_id !== undefined) return `@${userName(world, one.user_id)}`;
  if (one.channel_id !== undefined) return `#${channelName(world, one.channel_id)}`;
  if (one.usergroup_id !== undefined) return `@${groupName(world, one.usergroup_id)}`;
  return one.range === undefined ? undefined : `@${one.range}`;
}

function inlineText(world: World, one: Inline): string {
  if (one.type === "emoji") return withEmoji(`:${one.name}:`);
  if (one.type === "link" && one.text !== undefined && one.text !== one.url) {
    return `${one.text} (${one.url})`;
  }
  return mentioned(world, one) ?? one.text ?? one.url ?? one.fallback ?? "";
}

function inlineHtml(world: World, one: Inline): string {
  const mention = mentioned(world, one);
  if (mention !== undefined) return `<span class="mention">${escapeHtml(mention)}</span>`;
  if (one.type === "emoji") return withEmoji(`:${escapeHtml(one.name ?? "")}:`);
  const words = escapeHtml(one.text ?? one.url ?? one.fallback ?? "").replaceAll("\n", "<br>");
  const linked = one.url === undefined ? words : `<a href="${safeUrl(one.url)}">${words}</a>`;
  const { style = {} } = one;
  const tags = [
    style.code ? "code" : "",
    style.bold ? "b" : "",
    style.italic ? "i" : "",
    style.strike ? "s" : "",
  ].filter(Boolean);
  return tags.reduce((html, tag) => `<${tag}>${html}</${tag}>`, linked);
}
