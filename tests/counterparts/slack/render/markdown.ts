import { Marked } from "marked";
import type { World } from "../world.ts";
import { escapeHtml, safeUrl } from "./escape-html.ts";
import { readSpecial } from "./mrkdwn.ts";
import { withEmoji } from "./names.ts";

const MENTION = /<([@#!][^<>\n]+)>/g;

const marked = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }) => escapeHtml(text),
    image: ({ href, text }) => `<a href="${safeUrl(href)}">${escapeHtml(text)}</a>`,
    link({ href, tokens }) {
      return `<a href="${safeUrl(href)}">${this.parser.parseInline(tokens)}</a>`;
    },
  },
});

/** A `markdown` block as HTML; mentions in it are Slack's. */
export function markdownToHtml(world: World, words: string): string {
  const held: string[] = [];
  const text = words.replaceAll(MENTION, (_, inside: string) => {
    const { kind, words: name } = readSpecial(world, inside);
    held.push(`<span class="${kind}">${escapeHtml(name)}</span>`);
    return `\uE000${held.length - 1}\uE001`;
  });
  const html = withEmoji(marked.parse(text, { async: false }));
  return html.replaceAll(/\uE000(\d+)\uE001/g, (_, i: string) => held[Number(i)] ?? "");
}

/** The same as lines of text: links with their address behind them, marks left out. */
export function markdownToText(world: World, words: string): string {
  const text = words
    .replaceAll(MENTION, (_, inside: string) => readSpecial(world, inside).words)
    .replaceAll(/\[((?:\[[^\]]*\]|[^\]])*)\]\((\S+?)\)/g, (_, label: string, url: string) =>
      label === url ? url : `${label} (${url})`,
    )
    .replaceAll(/\*\*(\S[^*\n]*?)\*\*/g, "$1");
  return withEmoji(text);
}
