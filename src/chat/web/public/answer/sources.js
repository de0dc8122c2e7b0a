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

/** One line a source: its number, title, where it lives and how old it is. */
export function renderSources(citations, changed) {
  if (citations.length === 0) return undefined;
  const lines = citations.map((citation) => {
    const age = formatAge(citation.updatedAt);
    return element(
      "li",
      {},
      citationMark(citation.n, citation.title),
      element(
        "div",
        { class: "source" },
        outsideLink(sourceHref(citation), citation.title, { class: "source-title" }),
        element(
          "div",
          { class: "source-facts" },
          element("span", { class: "source-place" }, sourcePlace(citation)),
          age && element("span", { class: "source-age" }, age),
          changed.includes(citation.n)
            ? element("span", { class: "tag" }, "changed since this answer")
            : undefined,
        ),
      ),
    );
  });
  return element(
    "section",
    { class: "sources", "aria-label": "Sources" },
    element("h3", {}, "Sources"),
    element("ul", {}, lines),
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
