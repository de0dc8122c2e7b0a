import type { XmlElement } from "../../../shared/extraction/archive/xml-tree.ts";

/** The older emoticons, which come without a character of their own. */
const NAMED: Readonly<Record<string, string>> = {
  smile: "🙂",
  sad: "🙁",
  cheeky: "😛",
  laugh: "😀",
  wink: "😉",
  "thumbs-up": "👍",
  "thumbs-down": "👎",
  information: "ℹ️",
  tick: "✅",
  cross: "❌",
  warning: "⚠️",
  plus: "➕",
  minus: "➖",
  question: "❓",
  "light-on": "💡",
  "light-off": "💡",
  "yellow-star": "⭐",
  "red-star": "⭐",
  "green-star": "⭐",
  "blue-star": "⭐",
  heart: "❤️",
  "broken-heart": "💔",
};

/** An emoji's character; the name of one that only the company has. */
export function emoticon({ attributes }: XmlElement): string {
  const shortName = attributes["ac:emoji-shortname"] ?? "";
  const fallback = attributes["ac:emoji-fallback"] ?? "";
  const name = attributes["ac:name"] ?? "";
  if (fallback !== "" && !/^:.*:$/.test(fallback)) return fallback;
  if (Object.hasOwn(NAMED, name)) return NAMED[name] ?? "";
  return fallback || shortName || (name === "" ? "" : `:${name}:`);
}
