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
      passage.headings?.length
        ? element("figcaption", {}, passage.headings.join(" › "))
        : undefined,
      element("div", { class: "prose" }, renderBlocks(passage.blocks)),
    ),
    isWhole && element("p", {}, outsideLink(isWhole, "Read the whole document")),
  ];
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
