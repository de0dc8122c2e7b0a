import { getWhy } from "../scripts/api.js";
import { element } from "../scripts/element.js";
import { openPanel } from "./panel.js";

/** Shows what was searched, considered and dropped for an answer. */
export function openWhy(answerId, invoker) {
  void openPanel({
    heading: "Why this answer?",
    openedBy: invoker,
    load: async () => renderWhy(await getWhy(answerId)),
  });
}

function renderWhy(why) {
  return [
    section("Searched for", element("p", { class: "searched" }, why.searchedFor || "Nothing")),
    section(`Considered (${why.considered.length})`, renderConsidered(why.considered)),
    why.dropped.length > 0
      ? section(`Left out (${why.dropped.length})`, renderDropped(why.dropped))
      : undefined,
    section("How", renderFacts(why)),
  ];
}

function section(heading, content) {
  return element("section", { class: "why" }, element("h3", {}, heading), content);
}

function renderConsidered(considered) {
  if (considered.length === 0) return element("p", {}, "No passage came near.");
  const best = Math.max(...considered.map(({ score }) => score), Number.MIN_VALUE);
  return element(
    "ol",
    { class: "considered" },
    considered.map((passage) =>
      element(
        "li",
        { class: passage.used ? "is-used" : undefined },
        element(
          "div",
          { class: "considered-line" },
          element("span", { class: "considered-title" }, passage.title),
          passage.used ? element("span", { class: "tag is-good" }, "read") : undefined,
          element("span", { class: "score" }, passage.score.toFixed(2)),
        ),
        passage.headings.length > 0
          ? element("p", { class: "source-place" }, passage.headings.join(" › "))
          : undefined,
        element("meter", {
          ...{ min: "0", max: "1", value: String(Math.max(0, passage.score / best)) },
          "aria-label": "Score beside the best",
        }),
        element("p", { class: "source-age" }, parts(passage)),
      ),
    ),
  );
}

function parts({ keyword, vector }) {
  const words = keyword === undefined ? undefined : `words ${keyword.toFixed(1)}`;
  const meaning = typeof vector === "number" ? `meaning ${vector.toFixed(2)}` : undefined;
  return [words, meaning].filter(Boolean).join(" · ");
}

function renderDropped(dropped) {
  const items = dropped.map(({ text, reason }) =>
    element("li", {}, element("q", {}, text), element("span", { class: "source-age" }, reason)),
  );
  return element("ul", { class: "dropped" }, items);
}

function renderFacts({ model, promptVersion, timingsMs, support }) {
  const facts = [
    ["Written by", model],
    ["Prompt", promptVersion],
    ["Support", support && `${support.score.toFixed(2)}, needed ${support.threshold.toFixed(2)}`],
    ...Object.entries(timingsMs ?? {}).map(([step, ms]) => [step, `${Math.round(ms)} ms`]),
  ].filter(([, value]) => value);
  return element(
    "dl",
    { class: "facts" },
    facts.map(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
  );
}
