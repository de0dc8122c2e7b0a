import type { types } from "@slack/bolt";
import { formatAge } from "../../../answer-words/format-age.ts";
import type { ShownAnswer, ShownCitation } from "../../../chat-platform.ts";
import { safeHref } from "../../../web/markdown/blocks.ts";
import { cut, escapeMrkdwn, linkAddress } from "./escape.ts";

const MOST_SOURCES = 15;
const MOST_TITLE = 150;
const MOST_PLACE = 140;
const MOST_NEAREST = 5;
const MOST_WORDS = 2_000;

/** One small line a document: the numbers that cite it, its title linked, where it lives, its age. */
export function sourceLines(
  citations: readonly ShownCitation[],
  now: number,
  sharedBy?: string,
): types.ContextBlock[] {
  const documents = Map.groupBy(citations, (c) => JSON.stringify([c.source, c.documentId]));
  const lines = [...documents.values()].map((group) => sourceLine(group, now, sharedBy));
  const left = lines.length - MOST_SOURCES;
  if (left <= 0) return lines;
  const more = left === 1 ? "1 more source" : `${left} more sources`;
  return [...lines.slice(0, MOST_SOURCES), smallPrint(`and ${more}`)];
}

function sourceLine(
  group: readonly ShownCitation[],
  now: number,
  sharedBy: string | undefined,
): types.ContextBlock {
  const [first] = group;
  if (first === undefined) throw new Error("A source is cited at least once.");
  const marks = group.map(({ n }) => `[${n}]`).join(" ");
  const place = `${first.source} › ${first.path ?? first.documentId}`;
  const shared = sharedBy && `shared by ${sharedBy}`;
  return documentLine(marks, first, [place, formatAge(first.updatedAt, now), shared]);
}

/** Documents that come near, for what was not found. */
export function nearestLines({ nearest = [] }: ShownAnswer): types.ContextBlock[] {
  if (nearest.length === 0) return [];
  const lines = nearest
    .slice(0, MOST_NEAREST)
    .map((document) => documentLine("•", document, [document.source]));
  return [smallPrint("These documents come nearest:"), ...lines];
}

/** A line of Footnote's own words, or of any words as they are. */
export function smallPrint(words: string): types.ContextBlock {
  const text = cut(words, MOST_WORDS) || "–";
  return { type: "context", elements: [{ type: "plain_text", text, emoji: true }] };
}

function documentLine(
  before: string,
  { title, documentId, url }: Pick<ShownCitation, "title" | "documentId" | "url">,
  facts: readonly (string | undefined)[],
): types.ContextBlock {
  // A bar would end the title within a link.
  const short = oneLine(title || documentId, MOST_TITLE).replaceAll("|", "¦");
  const words = escapeMrkdwn(short) || "untitled";
  const address = linkAddress(safeHref(url));
  const shown = address === undefined ? words : `<${address}|${words}>`;
  const more = facts.filter(Boolean).map((fact) => escapeMrkdwn(oneLine(fact ?? "", MOST_PLACE)));
  const text = [`${before} ${shown}`, ...more].join(" · ");
  // Verbatim: an address in a title is no link.
  return { type: "context", elements: [{ type: "mrkdwn", text, verbatim: true }] };
}

function oneLine(text: string, most: number): string {
  return cut(text.replaceAll(/\s+/g, " ").trim(), most);
}
