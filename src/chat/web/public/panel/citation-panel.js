import { renderBlocks } from "../answer/render-blocks.js";
import { sourceHref, sourcePlace } from "../answer/sources.js";
import { createThumbs } from "../answer/voting.js";
import { getCitation } from "../scripts/api.js";
import { formatAge } from "../scripts/dates.js";
import { element, icon, outsideLink } from "../scripts/element.js";
import { openPanel } from "./panel.js";

/** Shows a cited passage with what was quoted of it, where it lives and how old it is. */
export function openCitation({ answerId, n, invoker, votes, onVotes }) {
  void openPanel({
    heading: `Source ${n}`,
    openedBy: invoker,
    async load() {
      const passage = await getCitation(answerId, n);
      const thumbs = createThumbs({
        ...{ answerId, citation: n, votes, onVotes },
        label: "Does this passage support the answer?",
      });
      return [
        ...renderPassage(passage),
        element("div", { class: "passage-vote" }, "Does this support the answer?", thumbs.element),
      ];
    },
  });
}

function renderPassage(passage) {
  const age = formatAge(passage.updatedAt);
  const isWhole = passage.removed ? undefined : passage.documentPath;
  return [
    element(
      "h3",
      { class: "passage-title" },
      passage.removed ? passage.title : outsideLink(sourceHref(passage), passage.title),
    ),
    element("p", { class: "source-place" }, sourcePlace(passage)),
    age && element("p", { class: "source-age" }, age),
    changeNotice(passage),
    element(
      "figure",
      { class: "passage" },
      captionOf(passage),
      element("div", { class: "prose" }, renderBlocks(passage.blocks)),
    ),
    isWhole && element("p", {}, outsideLink(isWhole, "Read the whole document")),
  ];
}

/** The way to the passage; its last heading is left out where the passage starts with it. */
function captionOf({ headings = [], blocks }) {
  const path = blocks[0]?.type === "heading" ? headings.slice(0, -1) : headings;
  return path.length > 0 ? element("figcaption", {}, path.join(" › ")) : undefined;
}

function changeNotice({ changedSince, removed }) {
  if (!changedSince && !removed) return undefined;
  const text = removed
    ? "The document is gone since this answer. This is what it said then."
    : "The document has changed since this answer. This is what it said then.";
  return element(
    "div",
    { class: "notice" },
    icon("clock"),
    element("div", {}, element("p", {}, text)),
  );
}
