import type { Block, Element } from "../blocks/block.ts";
import { optionsOf } from "../modals/view-state.ts";
import type { World } from "../world.ts";
import { markdownToText } from "./markdown.ts";
import { mrkdwnToText } from "./mrkdwn.ts";
import { withEmoji } from "./names.ts";
import { type RichText, richToText } from "./rich-text.ts";

interface TextObject {
  type: string;
  text: string;
}

/** Blocks as lines of text; what can be pressed stands in brackets. */
export function blocksToText(world: World, blocks: readonly Block[]): string {
  return blocks
    .map((block) => blockText(world, block))
    .filter((text) => text !== "")
    .join("\n");
}

function words(world: World, text: unknown): string {
  if (typeof text === "string") return text;
  const { type, text: inside } = (text ?? { type: "", text: "" }) as TextObject;
  return type === "mrkdwn" ? mrkdwnToText(world, inside) : withEmoji(inside);
}

function blockText(world: World, block: Block): string {
  const elements = (block.elements ?? []) as Element[];
  switch (block.type) {
    case "markdown":
      return markdownToText(world, String(block.text));
    case "rich_text":
      return richToText(world, block as unknown as RichText);
    case "section": {
      const fields = ((block.fields ?? []) as unknown[]).map((field) => words(world, field));
      const accessory = block.accessory as Element | undefined;
      const beside = accessory === undefined ? [] : [elementText(world, accessory)];
      return [words(world, block.text), ...fields, ...beside].filter(Boolean).join("\n");
    }
    case "context":
      return elements.map((one) => (one.type === "image" ? "" : words(world, one))).join(" ");
    case "actions":
    case "context_actions":
      return elements.map((one) => elementText(world, one)).join(" ");
    case "divider":
      return "────";
    case "image":
      return `(image: ${block.alt_text})`;
    case "input": {
      const optional = block.optional === true ? " (optional)" : "";
      return `${words(world, block.label)}${optional}: ${elementText(world, block.element as Element)}`;
    }
    case "table":
    case "data_table":
      return tableText(world, block);
    case "task_card":
      return `(${block.status}) ${block.title}`;
    case "plan":
      return `${block.title}\n${blocksToText(world, (block.tasks ?? []) as Block[])}`.trimEnd();
    case "card":
      return [block.title, block.subtitle, block.body].map((one) => words(world, one)).join("\n");
    case "carousel":
      return blocksToText(world, block.elements as Block[]);
    case "container":
      return [words(world, block.title), blocksToText(world, block.child_blocks as Block[])].join(
        "\n",
      );
    default:
      return words(world, block.text);
  }
}

function tableText(world: World, block: Block): string {
  const rows = block.rows as Block[][];
  const cell = (one: Block) =>
    one.type === "rich_text" ? richToText(world, one as unknown as RichText) : String(one.text);
  return rows.map((row) => row.map(cell).join(" | ")).join("\n");
}

function elementText(world: World, element: Element): string {
  if (element.type === "button" || element.type === "icon_button") {
    return `[${words(world, element.text)}]`;
  }
  if (element.type === "feedback_buttons") {
    const { positive_button: good, negative_button: bad } = element as unknown as {
      positive_button: { text: unknown };
      negative_button: { text: unknown };
    };
    return `[${words(world, good.text)}] [${words(world, bad.text)}]`;
  }
  const options = optionsOf(element).map(({ text }) => text.text);
  if (options.length > 0) return `[${element.type}: ${options.join(" | ")}]`;
  return element.type === "image" ? `(image: ${element.alt_text})` : `[${element.type}]`;
}
