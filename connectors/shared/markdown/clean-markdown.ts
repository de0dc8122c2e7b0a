import { htmlToMarkdown } from "../html/html-to-markdown.ts";
import { readableImageText } from "../html/image-text.ts";
import { replaceElements } from "./replace-elements.ts";
import { resolveReferences } from "./resolve-references.ts";
import { stripTags } from "./strip-tags.ts";

// `{{< note title="…" >}}`, `{{% details summary="…" %}}`, `{% alert %}`, `<%= link_to "…" %>`
const SHORTCODE =
  /\{\{([<%])([^{}]{0,2000}?)[>%]\}\}|\{%([^{}%]{0,2000})%\}|<%[=-]?([^%]{0,1000}(?:%(?!>)[^%]{0,1000}){0,9})%>/g;
const READABLE_ATTRIBUTE =
  /\b(?:title|summary|header|heading|label|caption|text)\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const RUBY_LINK = /^\s*(?:link_to|mail_to)\s*\(?\s*(["'])(.*?)\1/;

const UNSEEN = [
  "script",
  "style",
  "iframe",
  "video",
  "audio",
  "object",
  "svg",
  "noscript",
  "template",
];
const WHOLE = ["table", "ul", "ol", "dl"];

/**
 * Leaves of Markdown what a reader of the page would see. Expects code and comments to be gone
 * already (`protectCode`); tables and lists written in HTML become Markdown.
 */
export function cleanMarkdown(text: string): string {
  let cleaned = resolveReferences(text)
    .replaceAll(SHORTCODE, readShortcode)
    .replaceAll(/^\[\/\/\]: # .*$/gm, "")
    // Kramdown and Hugo attributes: `{: .warning}`, `## Heading {#anchor}`, `{.h2}`
    .replaceAll(/^[ \t]*\{[:.#][^{}\n]*\}[ \t]*$/gm, "")
    .replaceAll(/(?<![ \t])[ \t]*\{[#.][\w-][^{}\n]*\}[ \t]*$/gm, "")
    .replaceAll(
      /!\[([^\]\n]{0,1000})\]\((?:data:[^()\n]*|(?:[^()\n]|\([^()\n]{0,500}\)){0,2000})\)/g,
      (_, alt: string) => readableImageText(alt),
    )
    // What is left of a link around an image that said nothing.
    .replaceAll(/(?<!!)\[[ \t]{0,9}\]\([^()\n]{0,2000}\)/g, "");
  cleaned = replaceElements(cleaned, UNSEEN, () => "");
  cleaned = replaceElements(cleaned, WHOLE, (html) => `\n\n${htmlToMarkdown(html).markdown}\n\n`);
  return (
    decodeEntities(stripTags(cleaned))
      // Headings that held nothing but an icon or a tag.
      .replaceAll(/^ {0,3}#{1,6}[ \t]*$/gm, "")
      .replaceAll(/^[ \t]+$/gm, "")
      .replaceAll(/\n{3,}/g, "\n\n")
      .replace(/^\n+/, "")
      .trimEnd()
  );
}

function readShortcode(
  _: string,
  mark: string | undefined,
  hugo: string | undefined,
  liquid: string | undefined,
  ruby: string | undefined,
): string {
  if (ruby !== undefined) return RUBY_LINK.exec(ruby)?.[2] ?? "";
  const inner = (mark === undefined ? liquid : hugo) ?? "";
  const readable = READABLE_ATTRIBUTE.exec(inner);
  const words = (readable?.[1] ?? readable?.[2] ?? "").trim();
  return words === "" || words.includes("*") ? words : `**${words}**`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: " ",
  quot: '"',
  apos: "'",
  mdash: "—",
  ndash: "–",
  hellip: "…",
  rsquo: "’",
  lsquo: "‘",
  rdquo: "”",
  ldquo: "“",
  copy: "©",
  euro: "€",
  pound: "£",
  lt: "\\<",
  gt: ">",
  amp: "&",
};

function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code < 32 || code > 0x10ffff ? "" : String.fromCodePoint(code).toWellFormed();
    },
  );
}
