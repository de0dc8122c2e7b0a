import type { AnswerView, CitedPassageView, ShownAnswer, ShownCitation } from "../chat-platform.ts";
import { type Block, safeHref } from "./markdown/blocks.ts";
import { markQuotes } from "./markdown/mark-quote.ts";
import { parseMarkdown } from "./markdown/parse-markdown.ts";

/** A citation with the two addresses a page may link to. */
export function presentCitation(citation: ShownCitation) {
  const { n, source, documentId, title, path, headings, quote, updatedAt } = citation;
  return {
    ...{ n, source, documentId, title, path, headings, quote, updatedAt },
    url: safeHref(citation.url),
    documentPath: documentPath(source, documentId),
  };
}

/** Where this server shows a document's text. */
export function documentPath(source: string, documentId: string): string {
  const segments = [source, ...documentId.split("/")].map((part) =>
    encodeURIComponent(part.toWellFormed()),
  );
  return `/documents/${segments.join("/")}`;
}

/** An answer's text as blocks, its `[n]` as citation marks and without links of its own. */
export function answerBlocks(text: string, citations: readonly ShownCitation[]): Block[] {
  return parseMarkdown(text, { citations: citations.map(({ n }) => n), links: "text" });
}

export function presentAnswer(answer: ShownAnswer) {
  return {
    ...answer,
    citations: answer.citations.map(presentCitation),
    nearest: (answer.nearest ?? []).map((near) => ({
      title: near.title,
      url: safeHref(near.url),
      documentPath: documentPath(near.source, near.documentId),
    })),
    blocks: answerBlocks(answer.text, answer.citations),
  };
}

export function presentView(view: AnswerView, threadId: string) {
  return { ...view, threadId, answer: view.answer && presentAnswer(view.answer) };
}

/** The passage with what was quoted of it highlighted. */
export function presentPassage(passage: CitedPassageView) {
  const { passageText, quote, quotes, changedSince, removed } = passage;
  const marked = markQuotes(passageText, quotes ?? [quote]);
  return {
    ...presentCitation(passage),
    ...{ passageText, changedSince, removed },
    blocks: parseMarkdown(marked),
  };
}
