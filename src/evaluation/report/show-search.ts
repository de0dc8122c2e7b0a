import type { Evidence } from "../../answer/answer.ts";
import type { AnswerCase } from "../read-dataset.ts";
import { type Html, html } from "./html.ts";

const SHOWN_PASSAGES = 5;

/** The best passages that the search found, whether the writer saw them and whether they were expected. */
export function showBest(
  { doc_ids }: AnswerCase,
  evidence: Evidence | undefined,
): Html | undefined {
  const best = evidence?.considered.slice(0, SHOWN_PASSAGES) ?? [];
  if (best.length === 0) return undefined;
  return html`<ol class="plain passages">${best.map((passage) => {
    const notes = [
      passage.used ? ["read"] : [],
      doc_ids.includes(passage.documentId) ? ["expected"] : [],
    ].flat();
    return html`<li><span class="number">${passage.score.toFixed(3)}</span> <span dir="auto">${[passage.title, ...passage.headings].join(" › ")}</span> <code>${passage.documentId}</code>${notes.map((note) => html` <span class="note">${note}</span>`)}</li>`;
  })}</ol>`;
}

/** How far the search came with what the data expects. */
export function showExpectedRank(
  { doc_ids }: AnswerCase,
  evidence: Evidence | undefined,
): Html | undefined {
  if (doc_ids.length === 0) return undefined;
  const names = html`<code>${doc_ids.join(", ")}</code>`;
  if (evidence === undefined) return names;
  const { considered } = evidence;
  const at = considered.findIndex(({ documentId }) => doc_ids.includes(documentId));
  if (at < 0) return html`${names}, not among the ${considered.length} best passages`;
  const wasRead = considered.some(({ used, documentId }) => used && doc_ids.includes(documentId));
  return html`${names}, passage ${at + 1} of the ranking, ${wasRead ? "read" : "not read"} by the writer`;
}
