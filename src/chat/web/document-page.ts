import type { DocumentView } from "../chat-platform.ts";
import { type Block, safeHref } from "./markdown/blocks.ts";
import { blocksToHtml, escapeHtml } from "./markdown/blocks-to-html.ts";
import { parseMarkdown } from "./markdown/parse-markdown.ts";

/** A whole document as a page to read. */
export function documentPage(document: DocumentView, ownAddress: string): string {
  const blocks = document.passages.flatMap((text) => parseMarkdown(text));
  const body = blocksToHtml(withoutTitle(blocks, document.title));
  const updated = document.updatedAt
    ? `<time datetime="${escapeHtml(document.updatedAt)}">updated ${formatDate(document.updatedAt)}</time>`
    : "";
  const meta = [escapeHtml(document.source), escapeHtml(document.path), updated].filter(Boolean);
  const original = safeHref(document.url);
  // A document without an address of its own has this page's.
  const isElsewhere = original !== undefined && new URL(original).pathname !== ownAddress;
  const link = isElsewhere
    ? `<p class="original"><a href="${escapeHtml(original)}" rel="noopener noreferrer">Open the original</a></p>`
    : "";
  return page(
    document.title,
    `<article class="document"><header><h1>${escapeHtml(document.title)}</h1><p class="where">${meta.join(" · ")}</p>${link}</header>\n${body}</article>`,
  );
}

/** The same words whether the document is not there or may not be opened. */
export function missingDocumentPage(): string {
  return page(
    "No such document",
    `<article class="document"><header><h1>No such document</h1></header><p>It is not in the index, or it is not for you. Look for it in the chat.</p></article>`,
  );
}

function withoutTitle(blocks: Block[], title: string): Block[] {
  const first = blocks[0];
  const isTitle =
    first?.type === "heading" &&
    first.children.length === 1 &&
    first.children[0]?.type === "text" &&
    first.children[0].text.trim() === title.trim();
  return isTitle ? blocks.slice(1) : blocks;
}

function formatDate(date: string): string {
  const time = Date.parse(date);
  if (Number.isNaN(time)) return escapeHtml(date);
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(time);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · Footnote</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/styles/base.css">
<link rel="stylesheet" href="/styles/prose.css">
<link rel="stylesheet" href="/styles/document.css">
<script src="/scripts/apply-theme.js"></script>
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
<nav class="crumb" aria-label="Footnote"><a class="wordmark" href="/">Footnote<sup aria-hidden="true">1</sup></a></nav>
<main id="text">${body}</main>
</body>
</html>
`;
}
