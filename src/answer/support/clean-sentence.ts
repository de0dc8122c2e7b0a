import { revealText, withoutInvisible } from "../../text/trust/reveal-text.ts";
import { type Address, findAddresses } from "./addresses/find-addresses.ts";

export interface CleanedSentence {
  text: string;
  /** What makes it unshowable, as one sentence. */
  refused: string | undefined;
}

const IMAGE = "It shows an image, which no source can vouch for.";
const TAG = "It holds HTML that would load or lead somewhere.";
const REFUSED: Readonly<Record<Address["kind"], string>> = {
  url: "It holds a link that does not stand in the passages it cites.",
  email: "It holds an e-mail address that does not stand in the passages it cites.",
  phone: "It holds a phone number that does not stand in the passages it cites.",
};

const MARKDOWN_IMAGE = /!\s?\[[^\]]*\]\s?[([]|!\[[^\]]+\](?!\S)/u;
const ACTIVE_TAG =
  /<\s*\/?\s*(?:img|image|picture|source|iframe|frame|frameset|script|noscript|object|embed|applet|svg|math|video|audio|track|form|input|button|textarea|select|style|link|meta|base|body|html|head|template|canvas|area|map|portal|marquee|dialog|details)\b|<[^>]*\s(?:on[a-z]+|src|srcset|style|background|action|formaction|poster|data)\s*=/iu;
const HTML_LINK =
  /<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))[^>]*>([\s\S]*?)(?:<\/a>|$)/giu;
const PLAIN_TAG =
  /<\/?(?:a|b|i|em|strong|u|s|del|ins|mark|small|sub|sup|span|div|p|code|kbd|pre|q|cite|abbr|time|ul|ol|li|table|tbody|thead|tr|td|th|h[1-6]|blockquote|font|center)(?:\s[^<>]*)?>/giu;
// Two levels of brackets in the text, one in the address: as far as Markdown goes.
const MARKDOWN_LINK =
  /\[((?:[^[\]]|\[[^[\]]*\])*)\]\s?\(\s*<?((?:[^()\s<>]|\([^()]*\))*)>?(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*\)/gu;
const DEFINITION = /^\s{0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s+["'(].*)?$/gmu;
const REFERENCE = /\[([^[\]]+)\]\s?\[([^[\]]*)\]/gu;
const ANGLE = /<((?:[a-z][a-z0-9+.-]{1,20}:|www\.|[^\s<>@]+@)[^\s<>]*)>/giu;

/** A sentence without images and without links that lead elsewhere; `refused` names what makes it unshowable. */
export function cleanSentence(
  sentence: string,
  cited: readonly { text: string }[],
): CleanedSentence {
  const sources = cited.map((passage) => passage.text).join("\n");
  const visible = withoutInvisible(sentence);
  const revealed = revealText(visible);
  for (const text of [visible, revealed]) {
    if (MARKDOWN_IMAGE.test(text)) return { text: "", refused: IMAGE };
    if (ACTIVE_TAG.test(text)) return { text: "", refused: TAG };
  }
  let foreign: string | undefined;
  const check = (target: string) => {
    if (foreign === undefined && leadsElsewhere(target, sources)) foreign = REFUSED.url;
  };
  const unlinked = visible
    .replace(HTML_LINK, (_all, a = "", b = "", c = "", label = "") => {
      check(revealText(`${a}${b}${c}`));
      return label;
    })
    .replace(/<br\s*\/?>/giu, " ")
    .replace(PLAIN_TAG, "")
    .replace(MARKDOWN_LINK, (_all, label = "", target = "") => {
      check(revealText(target));
      return label;
    })
    .replace(DEFINITION, (_all, target = "") => {
      check(revealText(target));
      return "";
    })
    .replace(REFERENCE, "$1")
    .replace(ANGLE, "$1");
  for (const address of findAddresses(revealText(unlinked))) {
    if (foreign === undefined && !standsIn(address, sources)) foreign = REFUSED[address.kind];
  }
  if (foreign !== undefined) return { text: "", refused: foreign };
  return { text: asCode(unlinked).trim(), refused: undefined };
}

/** Whether a link's target is not of the passages: neither written there nor within the same site. */
function leadsElsewhere(target: string, sources: string): boolean {
  const inert = target.trim();
  if (inert === "" || stands(inert, sources)) return false;
  // "#overtime" and "../leave.md" lead nowhere once the link is gone, and only the text stays.
  return /^[a-z][a-z0-9+.-]*:|^[/\\]{2}|@/iu.test(inert) || findAddresses(inert).length > 0;
}

function standsIn(address: Address, sources: string): boolean {
  if (stands(address.text, sources)) return true;
  if (address.kind === "email") return stands(address.text.replace(/^mailto:/iu, ""), sources);
  if (address.kind === "url") return stands(address.text.replace(/\/$/u, ""), sources);
  const digits = address.text.replace(/\D/g, "");
  return findAddresses(sources).some(
    (one) => one.kind === "phone" && one.text.replace(/\D/g, "") === digits,
  );
}

/** Verbatim, and not as a piece of a longer name: "evil.co" does not stand in "evil.com". */
function stands(address: string, sources: string): boolean {
  const haystack = sources.normalize("NFKC").toLowerCase();
  const needle = address.toLowerCase();
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
    const before = haystack.slice(0, at);
    const after = haystack.slice(at + needle.length);
    const startsWhole = !/[\p{L}\p{N}@._-]$/u.test(before);
    const endsWhole = !/^(?:[\p{L}\p{N}@_-]|\.[\p{L}\p{N}])/u.test(after);
    if (startsWhole && endsWhole) return true;
  }
  return false;
}

/** Addresses as inline code, which nothing turns into a link; those in code already stay. */
function asCode(text: string): string {
  let shown = "";
  let at = 0;
  for (const address of findAddresses(text)) {
    const ticks = text.slice(0, address.start).split("`").length - 1;
    if (ticks % 2 === 1) continue;
    shown += `${text.slice(at, address.start)}\`${address.text}\``;
    at = address.end;
  }
  return shown + text.slice(at);
}
