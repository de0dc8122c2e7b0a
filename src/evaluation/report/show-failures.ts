import type { JudgedAnswer } from "../judged-answer.ts";
import type { FailureKind } from "./find-failures.ts";
import { type Html, html } from "./html.ts";
import { showAnswer } from "./show-answer.ts";

const SHOWN_EXAMPLES = 10;
const SHOWN_REASONS = 10;

/** How often each kind occurs, each line leading to its examples. */
export function showOverview(kinds: FailureKind[]): Html {
  return html`<nav aria-label="Kinds of failure"><ul class="overview">${kinds.map(
    ({ id, title, found, of, ofWhat }) =>
      html`<li${found.length === 0 ? html` class="none"` : undefined}><a href="#${id}">${title}</a><span class="count">${found.length}</span><span class="hint">of ${of} ${ofWhat}</span></li>
`,
  )}</ul></nav>`;
}

export function showFailures(kind: FailureKind): Html {
  const { id, title, means, found } = kind;
  const examples = spread(found, SHOWN_EXAMPLES);
  const some = `${examples.length} of ${found.length} are shown, spread evenly over the run.`;
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title} <span class="count">${found.length}</span></h2>
<p class="hint">${means}${examples.length < found.length ? ` ${some}` : ""}</p>
${id === "dropped" ? showReasons(found) : undefined}
${found.length === 0 ? html`<p class="nothing">None.</p>` : examples.map(showAnswer)}
</section>
`;
}

/** Why sentences were dropped, the commonest reason first. */
function showReasons(found: JudgedAnswer[]): Html | undefined {
  const dropped = found.flatMap(({ evidence }) => evidence?.dropped ?? []);
  if (dropped.length === 0) return undefined;
  const reasons = [...Map.groupBy(dropped, ({ reason }) => reason)]
    .map(([reason, { length }]) => ({ reason, length }))
    .sort((a, b) => b.length - a.length)
    .slice(0, SHOWN_REASONS);
  return html`<table class="reasons"><caption>${dropped.length} sentences of ${found.length} answers</caption><tbody>${reasons.map(
    ({ reason, length }) =>
      html`<tr><td class="number">${length}</td><td dir="auto">${reason}</td></tr>`,
  )}</tbody></table>`;
}

/** So many of them, from the first to the last; the first ones alone are often about one document. */
function spread<T>(items: T[], count: number): T[] {
  if (items.length <= count) return items;
  const step = items.length / count;
  return Array.from({ length: count }, (_, at) => items[Math.floor(at * step)]).filter(
    (item) => item !== undefined,
  );
}
