import { withheldLine } from "../../administration/review/review-items.ts";
import { escapeHtml } from "../../chat/web/markdown/blocks-to-html.ts";
import { documentPath } from "../../chat/web/present-answer.ts";
import { documentKey } from "../../feedback/review/offer-documents.ts";
import type { ReviewQueue } from "../../feedback/review/read-queue.ts";
import {
  ACCEPT_WORDS,
  KIND_WORDS,
  type ReviewDocument,
  type ReviewItem,
} from "../../feedback/review/review-item.ts";
import type { QueueReader } from "../../feedback/review/reviewer.ts";
import { doneSentence, type Said } from "./said.ts";

export const REVIEW_PATH = "/admin/review";
export const STYLES = "/admin/review.css";

/** A page is read in one go. */
const PER_PAGE = 20;

interface Shown {
  queue: ReviewQueue;
  reader: QueueReader;
  said: Said;
  /** From 1. */
  page: number;
}

/** The queue as a page of forms: without a script, each button is one request. */
export async function reviewPage(
  { queue, reader, said, page: asked }: Shown,
  names: { nameOf(person: string): Promise<string> },
): Promise<string> {
  const { items, withheld } = queue;
  const pages = Math.max(1, Math.ceil(items.length / PER_PAGE));
  const at = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  const shown = items.slice((at - 1) * PER_PAGE, at * PER_PAGE);
  const articles = await Promise.all(shown.map((item) => article(item, names)));
  const { problem } = said;
  const done = doneSentence(said.done);
  const empty = items.length === 0 ? `<p class="empty">Nothing waits for you.</p>` : "";
  return page(
    "Review",
    `<h1>Review</h1>
<p class="lead">${summary(items)} You review as ${escapeHtml(reader.name ?? "an admin")}.</p>
${problem === undefined ? "" : `<p class="problem" role="alert">${escapeHtml(problem)}</p>`}
${done === undefined ? "" : `<p class="done" role="status">${done}</p>`}
${empty}${articles.join("\n")}
${pager(at, pages)}
${withheld === 0 ? "" : `<p class="hint">${withheldLine(withheld)}</p>`}`,
  );
}

function summary(items: readonly ReviewItem[]): string {
  const counts = Object.entries(KIND_WORDS).flatMap(([kind, name]) => {
    const count = items.filter((item) => item.kind === kind).length;
    return count === 0 ? [] : [`${count} ${name.toLowerCase()}`];
  });
  return counts.length === 0 ? "" : `${counts.join(", ")}.`;
}

async function article(
  item: ReviewItem,
  { nameOf }: { nameOf(person: string): Promise<string> },
): Promise<string> {
  const { id, kind, question, text, answered, notes, audience, author, at, mayAccept } = item;
  const by =
    author &&
    `${author.origin === "expert" ? "Said" : "Proposed"} by ${await nameOf(author.person)}`;
  const readers = audience.map((list) => list.join(" and ")).join(", or ");
  const rests = item.documents.filter(({ isChosen }) => isChosen).map(link);
  const lines = [...notes, ...(by === undefined ? [] : [by]), `For: ${readers || "nobody"}`].map(
    escapeHtml,
  );
  const name = `item-${escapeHtml(id)}`;
  const accept = mayAccept
    ? `<button name="verdict" value="accept" class="primary">${ACCEPT_WORDS[kind]}</button>`
    : "";
  return `<article class="item" aria-labelledby="${name}">
<p class="kind ${kind}">${KIND_WORDS[kind]} <time datetime="${new Date(at).toISOString()}">${new Date(at).toISOString().slice(0, 10)}</time></p>
<h2 id="${name}">${escapeHtml(question)}</h2>
${answered === undefined ? "" : `<p class="label">It was answered:</p>${words(answered, "was")}<p class="label">Corrected to:</p>`}
${text === "" ? "" : words(text, "text")}
<ul class="notes">${[...lines, `Rests on: ${rests.join(", ") || "no document"}`].map((line) => `<li>${line}</li>`).join("")}</ul>
<form method="post" action="${REVIEW_PATH}/${encodeURIComponent(id)}" class="row">${version(item)}
${accept}
<button name="verdict" value="reject">Reject</button>
</form>
${correction(item)}
</article>`;
}

function link({ source, documentId, title }: ReviewDocument): string {
  return `<a href="${escapeHtml(documentPath(source, documentId))}">${escapeHtml(title)}</a>`;
}

/** The question, the text and the documents, to be changed before it is accepted. */
function correction(item: ReviewItem): string {
  const { id, question, text, documents } = item;
  const name = escapeHtml(id);
  const sources = documents.map(
    (one) =>
      `<label class="source"><input type="checkbox" name="documents" value="${escapeHtml(documentKey(one))}"${one.isChosen ? " checked" : ""}> ${escapeHtml(one.title)} <span class="hint">${escapeHtml(one.source)}</span></label>`,
  );
  const marks =
    sources.length === 0
      ? ""
      : `<fieldset><legend>It rests on</legend>${sources.join("\n")}</fieldset>`;
  return `<details><summary>Correct it, or mark its sources</summary>
<form method="post" action="${REVIEW_PATH}/${encodeURIComponent(id)}">${version(item)}
<label for="question-${name}">Question</label>
<input id="question-${name}" name="question" required maxlength="1000" value="${escapeHtml(question)}">
<label for="text-${name}">Answer</label>
<textarea id="text-${name}" name="text" rows="6" required maxlength="4000">
${escapeHtml(text)}</textarea>
${marks}
<button name="verdict" value="correct" class="primary">Save and accept</button>
</form></details>`;
}

function version({ version: seen }: ReviewItem): string {
  return `<input type="hidden" name="version" value="${seen}">`;
}

/** As it was written; what is Markdown in it stands there as Markdown. */
function words(text: string, name: "was" | "text"): string {
  return `<blockquote class="${name}">${escapeHtml(text)}</blockquote>`;
}

function pager(at: number, pages: number): string {
  if (pages === 1) return "";
  const link = (to: number, name: string) =>
    to < 1 || to > pages ? "" : `<a href="${REVIEW_PATH}?page=${to}">${name}</a>`;
  return `<nav class="row" aria-label="Pages">${link(at - 1, "Earlier")} <span>Page ${at} of ${pages}</span> ${link(at + 1, "Later")}</nav>`;
}

/** A page that only says something. */
export function wordPage(heading: string, sentence: string): string {
  return page(heading, `<h1>${escapeHtml(heading)}</h1><p>${escapeHtml(sentence)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} · Footnote</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/styles/base.css">
<link rel="stylesheet" href="${STYLES}">
<script src="/scripts/apply-theme.js"></script>
</head>
<body>
<a class="skip" href="#queue">Skip to the queue</a>
<nav class="crumb" aria-label="Footnote"><a class="wordmark" href="/">Footnote<sup aria-hidden="true">1</sup></a></nav>
<main id="queue">${body}</main>
</body>
</html>
`;
}
