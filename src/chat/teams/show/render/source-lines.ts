import { formatAge } from "../../../answer-words/format-age.ts";
import type { ShownAnswer, ShownCitation } from "../../../chat-platform.ts";
import { linkRun, type RichTextBlock, richText, run, textBlock } from "../../cards/elements.ts";
import { addressOfLink, cut, plain } from "../../cards/plain-text.ts";
import { textToMarkdown } from "./markdown/teams-markdown.ts";

const MOST_TITLE = 150;
const MOST_PLACE = 140;
const MOST_NEAREST = 5;

interface DocumentLine extends Pick<ShownCitation, "title" | "documentId" | "url"> {
  before: string;
  /** Where it lives, how old it is. */
  facts: string[];
}

/** One line a document: the numbers that cite it, its title linked, where it lives, its age. */
export function sourceLines(
  { citations, shared }: Pick<ShownAnswer, "citations" | "shared">,
  now: number,
  most: number,
): RichTextBlock[] {
  const documents = documentsOf(citations);
  const lines = documents
    .slice(0, most)
    .map((group) => documentLine(sourceLine(group, now, shared?.by)));
  const left = documents.length - most;
  if (left <= 0) return lines;
  return [...lines, smallPrint(left === 1 ? "and 1 more source" : `and ${left} more sources`)];
}

/** The same as Markdown, for a message without a card. */
export function sourcesMarkdown(
  { citations, shared }: Pick<ShownAnswer, "citations" | "shared">,
  now: number,
  most: number,
): string {
  const documents = documentsOf(citations);
  const lines = documents.slice(0, most).map((group) => {
    const { before, title, documentId, url, facts } = sourceLine(group, now, shared?.by);
    const words = textToMarkdown(plain(title || documentId, MOST_TITLE)) || "untitled";
    const address = addressOfLink(url)?.replace(
      /[()[\]\\<>]/g,
      (character) => `%${character.charCodeAt(0).toString(16)}`,
    );
    const shown = address === undefined ? words : `[${words}](${address})`;
    // The numbers lead to no bubble here.
    return `- ${[`${textToMarkdown(before)} ${shown}`, ...facts.map(textToMarkdown)].join(" · ")}`;
  });
  return lines.length === 0 ? "" : `**Sources**\n\n${lines.join("\n")}`;
}

/** Documents that come near, for what was not found. */
export function nearestLines({ nearest = [] }: ShownAnswer): RichTextBlock[] {
  if (nearest.length === 0) return [];
  const lines = nearest
    .slice(0, MOST_NEAREST)
    .map((document) => documentLine({ ...document, before: "•", facts: [document.source] }));
  return [smallPrint("These documents come nearest:"), ...lines];
}

/** A line of small words, of anybody. */
export function smallPrint(words: string): RichTextBlock {
  return textBlock(words, { size: "Small", isSubtle: true }, { spacing: "Small" });
}

function documentsOf(citations: readonly ShownCitation[]): ShownCitation[][] {
  return [...Map.groupBy(citations, (c) => JSON.stringify([c.source, c.documentId])).values()];
}

function sourceLine(
  group: readonly ShownCitation[],
  now: number,
  sharedBy: string | undefined,
): DocumentLine {
  const [first] = group;
  if (first === undefined) throw new Error("A source is cited at least once.");
  const { title, documentId, url, source, path, updatedAt } = first;
  const facts = [
    `${source} › ${path ?? documentId}`,
    formatAge(updatedAt, now),
    sharedBy && `shared by ${sharedBy}`,
  ];
  return {
    ...{ title, documentId, url },
    before: group.map(({ n }) => `[${n}]`).join(" "),
    facts: facts.filter((fact) => fact !== undefined).map((fact) => plain(fact, MOST_PLACE)),
  };
}

function documentLine({ before, title, documentId, url, facts }: DocumentLine): RichTextBlock {
  const words = cut(plain(title || documentId, MOST_TITLE).trim() || "untitled", MOST_TITLE);
  const rest = facts.filter(Boolean).map((fact) => ` · ${fact}`);
  return richText(
    [
      run(`${before} `, { size: "Small" }),
      linkRun(words, url ?? undefined, { size: "Small" }),
      ...(rest.length === 0 ? [] : [run(rest.join(""), { size: "Small", isSubtle: true })]),
    ],
    { spacing: "Small" },
  );
}
