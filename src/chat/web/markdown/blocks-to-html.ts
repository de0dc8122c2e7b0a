import type { Block, Inline } from "./blocks.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** The blocks as HTML; headings start at `<h2>`, since the page's title is the `<h1>`. */
export function blocksToHtml(blocks: readonly Block[]): string {
  return blocks.map(blockToHtml).join("\n");
}

function blockToHtml(block: Block): string {
  switch (block.type) {
    case "paragraph":
      return `<p>${inlinesToHtml(block.children)}</p>`;
    case "heading": {
      const tag = `h${Math.min(6, Math.max(2, block.level))}`;
      return `<${tag}>${inlinesToHtml(block.children)}</${tag}>`;
    }
    case "list": {
      const items = block.items.map((item) => `<li>${itemToHtml(item)}</li>`).join("");
      return block.ordered ? `<ol start="${block.start}">${items}</ol>` : `<ul>${items}</ul>`;
    }
    case "table": {
      const head = block.header.map((cell) => `<th scope="col">${inlinesToHtml(cell)}</th>`);
      const rows = block.rows.map(
        (row) => `<tr>${row.map((cell) => `<td>${inlinesToHtml(cell)}</td>`).join("")}</tr>`,
      );
      return `<div class="table"><table><thead><tr>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
    }
    case "code":
      return `<pre tabindex="0"><code>${inlinesToHtml(block.children)}</code></pre>`;
    case "quote":
      return `<blockquote>${blocksToHtml(block.children)}</blockquote>`;
    case "rule":
      return "<hr>";
  }
}

function itemToHtml(blocks: readonly Block[]): string {
  const [first, ...rest] = blocks;
  if (first?.type !== "paragraph") return blocksToHtml(blocks);
  return inlinesToHtml(first.children) + blocksToHtml(rest);
}

function inlinesToHtml(inlines: readonly Inline[]): string {
  return inlines.map(inlineToHtml).join("");
}

function inlineToHtml(inline: Inline): string {
  switch (inline.type) {
    case "text":
      return inline.marked ? `<mark>${escapeHtml(inline.text)}</mark>` : escapeHtml(inline.text);
    case "strong":
      return `<strong>${inlinesToHtml(inline.children)}</strong>`;
    case "emphasis":
      return `<em>${inlinesToHtml(inline.children)}</em>`;
    case "strike":
      return `<del>${inlinesToHtml(inline.children)}</del>`;
    case "code":
      return `<code>${inlinesToHtml(inline.children)}</code>`;
    case "link":
      return `<a href="${escapeHtml(inline.href)}" rel="noopener noreferrer">${inlinesToHtml(inline.children)}</a>`;
    case "break":
      return "<br>";
    case "citation":
      return `[${inline.n}]`;
  }
}
