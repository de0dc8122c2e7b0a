import type { JudgedAnswer } from "../judged-answer.ts";
import { type Html, html } from "./html.ts";
import { showOutcome } from "./show-answer.ts";

const SHOWN = 10;
const STEPS = ["retrieve", "write", "check", "model", "total"] as const;

/** Where the time went in the questions that took longest. */
export function showSlowest(judged: JudgedAnswer[]): Html {
  const slowest = judged
    .toSorted((a, b) => b.answer.timingsMs.total - a.answer.timingsMs.total)
    .slice(0, SHOWN);
  return html`<section id="slowest" aria-labelledby="slowest-title">
<h2 id="slowest-title">Slowest questions</h2>
<p class="hint">Milliseconds; “model” is the part of the whole that was spent in waiting for a language model.</p>
${slowest.length === 0 ? html`<p class="nothing">None.</p>` : table(slowest)}
</section>
`;
}

function table(slowest: JudgedAnswer[]): Html {
  return html`<table class="slowest">
<thead><tr><th scope="col">Question</th>${STEPS.map((step) => html`<th scope="col" class="number">${step}</th>`)}</tr></thead>
<tbody>
${slowest.map(
  ({ question, answer }) =>
    html`<tr><td>${showOutcome(answer.outcome)} <span dir="auto">${question.question.slice(0, 300)}</span></td>${STEPS.map((step) => html`<td class="number" data-step="${step}">${answer.timingsMs[step].toLocaleString("en")}</td>`)}</tr>
`,
)}</tbody>
</table>`;
}
