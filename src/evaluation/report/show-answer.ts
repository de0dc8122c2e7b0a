import type { Answer, Citation, Evidence } from "../../answer/answer.ts";
import type { JudgedAnswer } from "../judged-answer.ts";
import { type Html, html } from "./html.ts";
import { showBest, showExpectedRank } from "./show-search.ts";

/** Enough to judge by; a hostile document must not make the page too large to open. */
const MAX_TEXT = 2_000;

/** One question, folded: what was asked and expected, and all that explains what came of it. */
export function showAnswer(one: JudgedAnswer): Html {
  const { question, answer } = one;
  return html`<details class="example">
<summary>${showOutcome(answer.outcome)}<span class="asked" dir="auto">${clip(question.question)}</span><span class="hint">expected: <span dir="auto">${clip(expected(one))}</span></span></summary>
<dl>
${rows(one).map(([name, value]) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
</details>
`;
}

/** What there is to say, by name; undefined where there is nothing. */
function rows({ question, answer, evidence }: JudgedAnswer): [name: string, Html | undefined][] {
  const { support, timingsMs } = answer;
  const warnings = answer.warnings.map((warning) => warning.text);
  const searched = answer.searchedFor === question.question ? "" : answer.searchedFor;
  const turns = question.history.map((turn): [string, Html | undefined] => [
    turn.role === "user" ? "Earlier, asked" : "Earlier, answered",
    text(turn.text),
  ]);
  return [
    [
      "Question",
      html`<code>${question.id}</code>${question.as && `, asked as ${question.as.join(", ")}`}`,
    ],
    ...turns,
    ["Searched for", text(searched)],
    ["Answer", text(answer.text)],
    ["Choices", list(answer.choices)],
    ["Warnings", list(warnings)],
    ["Cited", showCitations(answer.citations)],
    ["Expected document", showExpectedRank(question, evidence)],
    ["Dropped", showDropped(evidence?.dropped ?? [])],
    [
      "Support",
      support === null
        ? undefined
        : html`${support.score.toFixed(2)}, needed ${support.threshold.toFixed(2)}`,
    ],
    ["Best passages", showBest(question, evidence)],
    ["Took", html`${timingsMs.total} ms, by ${answer.model}`],
    ["Trace id", answer.outcome === "failed" ? html`<code>${answer.traceId}</code>` : undefined],
  ];
}

export function showOutcome(outcome: Answer["outcome"]): Html {
  return html`<span class="outcome ${outcome}">${outcome}</span>`;
}

function expected({ question }: JudgedAnswer): string {
  if (!question.answerable) return "not-found";
  return question.answers.length > 0 ? question.answers.join(" · ") : "an answer";
}

function showCitations(citations: Citation[]): Html | undefined {
  const items = citations.map(
    ({ n, title, documentId, quote }) =>
      html`<li>[${n}] <strong dir="auto">${clip(title)}</strong> <code>${clip(documentId)}</code><blockquote dir="auto">${clip(quote)}</blockquote></li>`,
  );
  return items.length === 0 ? undefined : html`<ul class="plain">${items}</ul>`;
}

function showDropped(dropped: Evidence["dropped"]): Html | undefined {
  const items = dropped.map(
    (one) =>
      html`<li><del dir="auto">${clip(one.text)}</del> <span class="hint" dir="auto">${clip(one.reason)}</span></li>`,
  );
  return items.length === 0 ? undefined : html`<ul class="plain">${items}</ul>`;
}

function list(texts: string[]): Html | undefined {
  if (texts.length === 0) return undefined;
  return html`<ul class="plain">${texts.map((one) => html`<li dir="auto">${clip(one)}</li>`)}</ul>`;
}

function text(value: string): Html | undefined {
  return value === "" ? undefined : html`<div class="text" dir="auto">${clip(value)}</div>`;
}

function clip(value: string): string {
  return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)} …` : value;
}
