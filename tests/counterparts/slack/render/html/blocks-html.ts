import type { Block, Element } from "../../blocks/block.ts";
import type { World } from "../../world.ts";
import { escapeHtml, safeUrl } from "../escape-html.ts";
import { markdownToHtml } from "../markdown.ts";
import { type RichText, richToHtml } from "../rich-text.ts";
import { type Acting, elementHtml } from "./elements-html.ts";
import { textHtml } from "./text-html.ts";

/** Blocks as HTML; what can be pressed is a form that acts as the viewer. */
export function blocksToHtml(world: World, blocks: readonly Block[], acting: Acting): string {
  return blocks
    .map((block) => `<div class="block ${block.type}">${blockHtml(world, block, acting)}</div>`)
    .join("");
}

function blockHtml(world: World, block: Block, acting: Acting): string {
  const elements = (block.elements ?? []) as Element[];
  const within = { ...acting, blockId: block.block_id };
  switch (block.type) {
    case "markdown":
      return markdownToHtml(world, String(block.text));
    case "rich_text":
      return richToHtml(world, block as unknown as RichText);
    case "section":
      return sectionHtml(world, block, within);
    case "context":
      return elements
        .map((one) => (one.type === "image" ? "" : `<span>${textHtml(world, one)}</span>`))
        .join("");
    case "actions":
    case "context_actions":
      return elements.map((one) => elementHtml(world, one, within)).join("");
    case "divider":
      return "<hr>";
    case "header":
      return `<h3>${textHtml(world, block.text)}</h3>`;
    case "image":
      return `<img src="${safeUrl(String(block.image_url))}" alt="${escapeHtml(String(block.alt_text))}">`;
    case "input":
      return inputHtml(world, block, within);
    case "table":
    case "data_table":
      return tableHtml(world, block);
    case "task_card":
      return `<span class="status ${block.status}"></span> ${escapeHtml(String(block.title))}`;
    case "plan":
      return `<b>${escapeHtml(String(block.title))}</b>${blocksToHtml(world, (block.tasks ?? []) as Block[], acting)}`;
    case "card":
      return [block.title, block.subtitle, block.body]
        .map((one) => (one === undefined ? "" : `<p>${textHtml(world, one)}</p>`))
        .join("");
    case "carousel":
      return blocksToHtml(world, block.elements as Block[], acting);
    case "container":
      return `<b>${textHtml(world, block.title)}</b>${blocksToHtml(world, block.child_blocks as Block[], acting)}`;
    default:
      return textHtml(world, block.text);
  }
}

function sectionHtml(world: World, block: Block, acting: Acting): string {
  const fields = ((block.fields ?? []) as unknown[]).map((one) => `<p>${textHtml(world, one)}</p>`);
  const accessory = block.accessory as Element | undefined;
  const words = block.text === undefined ? "" : `<p>${textHtml(world, block.text)}</p>`;
  const grid = fields.length > 0 ? `<div class="fields">${fields.join("")}</div>` : "";
  const beside = accessory === undefined ? "" : elementHtml(world, accessory, acting);
  return `<div class="words">${words}${grid}</div>${beside}`;
}

function inputHtml(world: World, block: Block, acting: Acting): string {
  const optional = block.optional === true ? " <small>(optional)</small>" : "";
  const hint = block.hint === undefined ? "" : `<small>${textHtml(world, block.hint)}</small>`;
  const error = acting.errors?.[block.block_id ?? ""];
  const wrong = error === undefined ? "" : `<small class="wrong">${escapeHtml(error)}</small>`;
  const field = elementHtml(world, block.element as Element, acting);
  return `<label>${textHtml(world, block.label)}${optional}</label>${field}${hint}${wrong}`;
}

function tableHtml(world: World, block: Block): string {
  const cell = (one: Block) =>
    one.type === "rich_text"
      ? richToHtml(world, one as unknown as RichText)
      : escapeHtml(String(one.text));
  const [head = [], ...rows] = block.rows as Block[][];
  const line = (row: Block[], tag: string) =>
    `<tr>${row.map((one) => `<${tag}>${cell(one)}</${tag}>`).join("")}</tr>`;
  return `<table>${line(head, "th")}${rows.map((row) => line(row, "td")).join("")}</table>`;
}
