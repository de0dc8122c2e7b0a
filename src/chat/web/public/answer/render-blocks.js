import { element } from "../scripts/element.js";

/** Draws the blocks that the server made of Markdown; every word goes in as text. */
export function renderBlocks(blocks, context = {}) {
  return blocks.map((block) => renderBlock(block, context));
}

function renderBlock(block, context) {
  const inlines = (children) => renderInlines(children, context);
  switch (block.type) {
    case "paragraph":
      return element("p", {}, inlines(block.children));
    case "heading":
      // The page has the first heading and the question the second.
      return element(`h${Math.min(6, Math.max(3, block.level + 1))}`, {}, inlines(block.children));
    case "list":
      return element(
        block.ordered ? "ol" : "ul",
        { start: block.ordered && block.start !== 1 ? block.start : undefined },
        block.items.map((item) => element("li", {}, renderItem(item, context))),
      );
    case "table":
      return renderTable(block, inlines);
    case "code":
      return element("pre", { tabindex: "0" }, element("code", {}, inlines(block.children)));
    case "quote":
      return element("blockquote", {}, renderBlocks(block.children, context));
    default:
      return element("hr");
  }
}

/** A list item's first paragraph stands without paragraph spacing. */
function renderItem([first, ...rest], context) {
  if (first === undefined) return [];
  if (first.type !== "paragraph") return renderBlocks([first, ...rest], context);
  return [...renderInlines(first.children, context), ...renderBlocks(rest, context)];
}

function renderTable({ header, rows }, inlines) {
  const head = header.map((cell) => element("th", { scope: "col" }, inlines(cell)));
  const body = rows.map((row) =>
    element(
      "tr",
      {},
      row.map((cell) => element("td", {}, inlines(cell))),
    ),
  );
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, head)),
    element("tbody", {}, body),
  );
  return element("div", { class: "table" }, table);
}

const TAGS = { strong: "strong", emphasis: "em", strike: "del", code: "code" };

function renderInlines(inlines, context) {
  return inlines.map((inline, at) => renderInline(inline, inlines[at + 1], context));
}

function renderInline(inline, next, context) {
  switch (inline.type) {
    case "text": {
      // A raised mark stands close to its word.
      const text = next?.type === "citation" ? inline.text.trimEnd() : inline.text;
      return inline.marked ? element("mark", {}, text) : document.createTextNode(text);
    }
    case "link":
      return element(
        "a",
        { href: inline.href, target: "_blank", rel: "noopener noreferrer" },
        renderInlines(inline.children, context),
      );
    case "break":
      return element("br");
    case "citation":
      return citationMark(inline.n, context.titles?.get(inline.n));
    default:
      return element(TAGS[inline.type], {}, renderInlines(inline.children, context));
  }
}

/** The button that opens a cited passage; whoever holds it listens for clicks on `data-citation`. */
export function citationMark(n, title) {
  return element(
    "button",
    {
      type: "button",
      class: "citation",
      "data-citation": String(n),
      "aria-label": title ? `Source ${n}: ${title}` : `Source ${n}`,
      title: title ?? false,
    },
    String(n),
  );
}
