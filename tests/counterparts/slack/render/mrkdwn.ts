import type { World } from "../world.ts";
import { escapeHtml, safeUrl } from "./escape-html.ts";
import { channelName, groupName, userName, withEmoji } from "./names.ts";

const SPECIAL = /<([^<>\n]+)>/g;
const HELD = /\uE000(\d+)\uE001/g;

/** Slack's own markup as an employee reads it, without the marks' meaning lost. */
export function mrkdwnToText(world: World, words: string): string {
  const plain = [BOLD, ITALIC, STRUCK].reduce((text, mark) => text.replaceAll(mark, "$1$2"), words);
  const shown = plain.replaceAll(SPECIAL, (_, inside: string) => specialText(world, inside));
  return withEmoji(fromEntities(shown));
}

/** Slack's own markup as HTML. */
export function mrkdwnToHtml(world: World, words: string): string {
  const held: string[] = [];
  const hold = (html: string) => `\uE000${held.push(html) - 1}\uE001`;
  const marked = words
    .replaceAll(/```\n?([\s\S]*?)\n?```/g, (_, code: string) =>
      hold(`<pre>${codeHtml(code)}</pre>`),
    )
    .replaceAll(/`([^`\n]+)`/g, (_, code: string) => hold(`<code>${codeHtml(code)}</code>`))
    .replaceAll(SPECIAL, (_, inside: string) => hold(specialHtml(world, inside)));
  const styled = styles(escapeHtml(fromEntities(marked)));
  const quoted = styled.replaceAll(/(?:^&gt; ?.*(?:\n|$))+/gm, (lines) => {
    const inside = lines.trimEnd().replaceAll(/^&gt; ?/gm, "");
    return `<blockquote>${inside.replaceAll("\n", "<br>")}</blockquote>`;
  });
  const html = withEmoji(quoted.replaceAll("\n", "<br>"));
  return html.replaceAll(HELD, (_, i: string) => held[Number(i)] ?? "");
}

function codeHtml(code: string): string {
  return escapeHtml(fromEntities(code));
}

function between(mark: string): RegExp {
  const before = "(^|[\\s([{>\\uE001])";
  const after = "(?=$|[\\s.,;:!?)\\]}<\\uE000])";
  return new RegExp(`${before}${mark}(?=\\S)([^\\n]*?\\S)${mark}${after}`, "gm");
}

const BOLD = between("\\*");
const ITALIC = between("_");
const STRUCK = between("~");

function styles(html: string): string {
  return html
    .replaceAll(BOLD, "$1<b>$2</b>")
    .replaceAll(ITALIC, "$1<i>$2</i>")
    .replaceAll(STRUCK, "$1<s>$2</s>");
}

function fromEntities(words: string): string {
  return words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

interface Special {
  kind: "mention" | "ring" | "link" | "date";
  words: string;
  url?: string;
}

/** What stands between `<` and `>`. */
export function readSpecial(world: World, inside: string): Special {
  const [target = "", label] = inside.split("|");
  const id = target.slice(1);
  if (target.startsWith("@")) return { kind: "mention", words: `@${userName(world, id)}` };
  if (target.startsWith("#"))
    return { kind: "mention", words: `#${label ?? channelName(world, id)}` };
  if (target.startsWith("!subteam^")) {
    return { kind: "mention", words: `@${groupName(world, target.slice(9))}` };
  }
  if (target.startsWith("!date^")) return { kind: "date", words: label ?? target };
  if (target.startsWith("!")) return { kind: "ring", words: `@${id}` };
  return { kind: "link", words: fromEntities(label ?? target), url: fromEntities(target) };
}

function specialText(world: World, inside: string): string {
  const { words, url } = readSpecial(world, inside);
  return url === undefined || url === words ? words : `${words} (${url})`;
}

function specialHtml(world: World, inside: string): string {
  const { kind, words, url } = readSpecial(world, inside);
  const shown = withEmoji(escapeHtml(words));
  if (url !== undefined) return `<a href="${safeUrl(url)}">${shown}</a>`;
  return `<span class="${kind}">${shown}</span>`;
}
