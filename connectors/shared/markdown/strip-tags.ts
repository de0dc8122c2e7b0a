import { readableImageText } from "../html/image-text.ts";

const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:\s[^<>]{0,2000})?)\/?>/gi;
const LINK =
  /<a\s[^<>]{0,2000}?href\s*=\s*["']([^"'<>]*)["'][^<>]{0,500}>([^<>\n]{0,500})<\/a\s*>/gi;

const BLOCKS = new Set(
  "p div section article main header footer aside figure figcaption details center blockquote address form fieldset picture pre".split(
    " ",
  ),
);
// Only names that HTML knows: `<your-name>` in prose is something people are meant to read.
const INLINE = new Set(
  "span small big font u ins mark kbd samp var abbr cite q sub sup time wbr label input button nobr i em b strong s del strike code tt a img br hr iframe video audio source track embed object param svg path g link meta script style noscript template table thead tbody tfoot tr td th caption ul ol li dl dt dd col colgroup summary h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
);
const MARKS: Readonly<Record<string, string>> = {
  b: "**",
  strong: "**",
  i: "*",
  em: "*",
  code: "`",
};

/** Takes HTML tags out of Markdown; keeps what they hold, with its line breaks and emphasis. */
export function stripTags(markdown: string): string {
  const text = markdown
    .replaceAll(LINK, (_, address: string, words: string) => asLink(words.trim(), address))
    // Icons are empty italics; other empty pairs only keep a site from making a link.
    .replaceAll(/<([a-z][a-z0-9-]*)(?:\s[^<>]{0,500})?>\s*<\/\1\s*>/gi, (pair) =>
      /^<t[dh]\b/i.test(pair) ? pair : "",
    );
  const isInTable = tableLineFinder(text);
  return text.replaceAll(
    TAG,
    (whole, slash: string, rawName: string, attributes: string, at: number) => {
      const name = rawName.toLowerCase();
      const inTable = isInTable(at);
      if (name === "br") return inTable ? " " : text[at + whole.length] === "\n" ? "" : "\n";
      if (name === "img")
        return readableImageText(/\balt\s*=\s*(["'])(.*?)\1/i.exec(attributes)?.[2]);
      if (MARKS[name] !== undefined) return MARKS[name];
      if (name === "summary") return slash === "" ? "\n\n**" : "**\n\n";
      const level = /^h([1-6])$/.exec(name)?.[1];
      if (level !== undefined) return slash === "" ? `\n\n${"#".repeat(Number(level))} ` : "\n\n";
      if (BLOCKS.has(name)) return inTable ? " " : "\n\n";
      return INLINE.has(name) ? "" : whole;
    },
  );
}

function asLink(words: string, address: string): string {
  return words === "" || address.startsWith("#") ? words : `[${words}](${address})`;
}

/** Tells whether a position is in a row of a pipe table; asked for rising positions only. */
function tableLineFinder(text: string): (at: number) => boolean {
  let lineStart = 0;
  let lineEnd = -1;
  return (at) => {
    while (lineEnd < at) {
      lineStart = lineEnd + 1;
      const next = text.indexOf("\n", lineStart);
      lineEnd = next < 0 ? text.length : next;
    }
    return /^[ \t]*\|/.test(text.slice(lineStart, Math.min(at, lineStart + 200)));
  };
}
