import { decodeEntities } from "../../../web/markdown/decode-entities.ts";

/** Tags that text goes on after in a new line. */
const LINE_ENDS = new Set(
  ["br", "hr", "p", "div", "li", "tr", "pre", "codeblock", "blockquote"].concat(
    [1, 2, 3, 4, 5, 6].map((level) => `h${level}`),
  ),
);

/**
 * A message of Teams' as plain text; mentions whose number is one of the bot's are left out, others
 * are the names that they show.
 */
export function htmlToText(html: string, botMentions: ReadonlySet<string>): string {
  let text = "";
  let isOfBot = false;
  // No `<` within a tag: what looks like thousands of unclosed ones is read once.
  for (const part of html.split(/(<[^<>]*>)/)) {
    const [tag, isEnd, name = ""] = /^<(\/?)([a-z][a-z\d]*)/i.exec(part) ?? [];
    if (tag === undefined) {
      // Lines of HTML are no lines of the message.
      if (!isOfBot) text += decodeEntities(part.replace(/\s+/g, " "));
    } else if (name.toLowerCase() === "at") {
      isOfBot = isEnd === "" && botMentions.has(attribute(part, "id"));
      if (isEnd === "" && !isOfBot) text += "@";
    } else if (name.toLowerCase() === "emoji") {
      if (isEnd === "") text += decodeEntities(attribute(part, "alt"));
    } else if (LINE_ENDS.has(name.toLowerCase()) && (isEnd !== "" || /^[bh]r$/i.test(name))) {
      text += "\n";
    }
  }
  return text
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) => line.replace(/ {2,}/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function attribute(tag: string, name: string): string {
  const [, double, single] = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`, "i").exec(tag) ?? [];
  return double ?? single ?? "";
}
