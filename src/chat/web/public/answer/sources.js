import { formatAge } from "../scripts/dates.js";
import { element, outsideLink } from "../scripts/element.js";
import { citationMark } from "./render-blocks.js";

/** Where a citation's title leads: its own address, or the page this server has of it. */
export function sourceHref({ url, documentPath }) {
  if (url === undefined) return documentPath;
  // An address this server gave out earlier, perhaps under another port.
  return new URL(url).pathname === documentPath ? documentPath : url;
}

/** "handbook › people/leave.md" */
export function sourcePlace({ source, path, documentId }) {
  return `${source} › ${path ?? documentId}`;
}

/** One line a document: the numbers that cite it, its title, where it lives and how old it is. */
export function renderSources(citations, changed) {
  if (citations.length === 0) return undefined;
  const documents = Map.groupBy(citations, (c) => JSON.stringify([c.source, c.documentId]));
  const lines = [...documents.values()].map((group) => renderSource(group, changed));
  return element(
    "section",
    { class: "sources", "aria-label": "Sources" },
    element("h3", {}, "Sources"),
    element("ul", {}, lines),
  );
}

function renderSource(citations, changed) {
  const [first] = citations;
  const age = formatAge(first.updatedAt);
  return element(
    "li",
    {},
    element(
      "span",
      { class: "source-marks" },
      citations.map(({ n, title }) => citationMark(n, title)),
    ),
    element(
      "div",
      { class: "source" },
      outsideLink(sourceHref(first), first.title, {
        class: "source-title",
        "data-opens": String(first.n),
      }),
      element(
        "div",
        { class: "source-facts" },
        element("span", { class: "source-place" }, sourcePlace(first)),
        age && element("span", { class: "source-age" }, age),
        citations.some(({ n }) => changed.includes(n))
          ? element("span", { class: "tag" }, "changed since this answer")
          : undefined,
      ),
    ),
  );
}

/** The answer as text to paste elsewhere, sources included. */
export function answerAsText({ text, citations }) {
  const lines = citations.map((citation) => {
    const address = new URL(sourceHref(citation), location.href).href;
    return `[${citation.n}] ${citation.title}, ${sourcePlace(citation)}, ${address}`;
  });
  return [text, lines.join("\n")].filter(Boolean).join("\n\n");
}
