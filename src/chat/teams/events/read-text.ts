import { decodeEntities } from "../../web/markdown/decode-entities.ts";
import { type FoundMention, type ReadText, readHtml, tidy } from "./read-html.ts";
import { type Mention, mentionsIn, quotedIn, type TeamsActivity } from "./teams-activity.ts";

/** What somebody wrote, as far as it is theirs. */
export interface SaidText {
  text: string;
  mentionsBot: boolean;
  /** It begins with the name of somebody else: it is said to them. */
  isToOthers: boolean;
  /** The activity of the message that it quotes; what stands in that is left out. */
  quotedId: string | undefined;
  hasPictures: boolean;
}

/** More than Teams sends; what is longer is cut. */
const MOST_CHARACTERS = 40_000;
const AT = /<at\b([^<>]{0,200})>([^<>]{0,500})<\/at>/gi;
const QUOTED = /<quoted\b[^<>]{0,500}>(?:<\/quoted>)?/gi;

type Written = Pick<
  TeamsActivity,
  "text" | "textFormat" | "attachments" | "entities" | "recipient" | "replyToId"
>;

/**
 * The text of a message, read from its HTML where Teams sends that beside it, for there links, code,
 * emoji and quotes are told apart. The bot's own name is taken out; `nameOf` says what stands for
 * others, their names where it is not given.
 */
export function readText(
  written: Written,
  nameOf: (mention: Mention) => string = ({ text, mentioned }) =>
    `@${mentioned.name ?? labelOf(text)}`,
): SaidText {
  const mentions = mentionsIn(written);
  const botId = written.recipient.id;
  const seen = new Map<string, number>();
  const find = ({ label, index }: FoundMention) => {
    const named = mentions.filter(({ text }) => labelOf(text) === label);
    const at = seen.get(label) ?? 0;
    seen.set(label, at + 1);
    return named[at] ?? named[0] ?? (index === undefined ? undefined : mentions[index]);
  };
  let first: Mention | undefined;
  let isFirst = true;
  const replace = (found: FoundMention) => {
    const mention = find(found);
    if (isFirst) first = mention;
    isFirst = false;
    if (mention === undefined) return found.label === "" ? "" : `@${found.label}`;
    return mention.mentioned.id === botId ? "" : nameOf(mention);
  };
  const read = readWritten(written, replace);
  const { text, startsWith, quotedId, hasPictures } = read;
  return {
    text,
    mentionsBot: mentions.some(({ mentioned }) => mentioned.id === botId),
    isToOthers: startsWith !== undefined && isSomebodyElse(first, botId),
    quotedId: quotedIn(written) || quotedId || undefined,
    hasPictures,
  };
}

function readWritten(
  { text = "", textFormat, attachments }: Written,
  nameOf: (found: FoundMention) => string,
): ReadText {
  const html = attachments.find(({ contentType }) => contentType === "text/html")?.content;
  const isHtml = typeof html === "string" && html.trim() !== "";
  const source = (isHtml ? html : text).slice(0, MOST_CHARACTERS);
  return isHtml || textFormat === "xml" ? readHtml(source, nameOf) : readPlain(source, nameOf);
}

/** Mentions are its only tags: what else looks like one was typed. */
function readPlain(given: string, nameOf: (found: FoundMention) => string): ReadText {
  const [quote] = given.match(QUOTED) ?? [];
  const quotedId = /messageid="([^"]*)"/i.exec(quote ?? "")?.[1];
  const source = given.replace(QUOTED, "");
  let startsWith: FoundMention | undefined;
  let out = "";
  let end = 0;
  for (const match of source.matchAll(AT)) {
    const [whole, attributes = "", label = ""] = match;
    const before = source.slice(end, match.index);
    out += decodeEntities(before);
    const id = /\bid="(\d{1,3})"/i.exec(attributes)?.[1];
    const found = { label: labelOf(label), index: id === undefined ? undefined : Number(id) };
    if (end === 0 && before.trim() === "") startsWith = found;
    out += nameOf(found);
    end = match.index + whole.length;
  }
  const all = tidy(out + decodeEntities(source.slice(end)));
  return { text: all, startsWith, quotedId, hasPictures: false };
}

/** Of a mention's own text: `<at>Ann &amp; Co</at>`. */
function labelOf(text: string): string {
  return decodeEntities(text.replace(/<[^>]*>/g, ""))
    .replace(/\u00a0/g, " ")
    .trim();
}

/** Channels and teams are all who are there, the bot among them. */
function isSomebodyElse(mention: Mention | undefined, botId: string): boolean {
  if (mention === undefined) return true;
  const { id } = mention.mentioned;
  return id !== botId && !id.startsWith("19:");
}
