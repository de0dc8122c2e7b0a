import type { CardNode } from "../checks/walk-card.ts";

/** An Adaptive Card as text: buttons as `[title]`, inputs as `(label: value)`. */
export function cardText(card: unknown): string {
  const { body, actions } = card as { body?: unknown; actions?: unknown };
  return [...lines(body), ...lines(actions)].join("\n");
}

function lines(nodes: unknown): string[] {
  if (!Array.isArray(nodes)) return [];
  const texts = nodes.map((node) => nodeText(node as CardNode)).filter(Boolean);
  const isRow = nodes.every(({ type }) => String(type).startsWith("Action."));
  return isRow && texts.length > 0 ? [texts.join(" ")] : texts;
}

function nodeText(node: CardNode): string {
  if (node.isVisible === false) return "";
  const { type = "Column" } = node;
  if (type.startsWith("Action.")) return `[${node.title}]`;
  if (type.startsWith("Input.")) return inputText(node);
  switch (type) {
    case "TextBlock":
      return linksAsText(String(node.text));
    case "RichTextBlock":
      return (node.inlines as (string | TextRun)[]).map(runText).join("");
    case "FactSet":
      return (node.facts as { title: string; value: string }[])
        .map(({ title, value }) => `${title}: ${linksAsText(value)}`)
        .join("\n");
    case "ColumnSet":
      return (node.columns as CardNode[]).map(nodeText).filter(Boolean).join(" | ");
    case "Table":
      return (node.rows as { cells: CardNode[] }[])
        .map(({ cells }) => cells.map(nodeText).join(" | "))
        .join("\n");
    case "ActionSet":
      return lines(node.actions).join("\n");
    default:
      return lines(node.items).join("\n");
  }
}

interface TextRun {
  text: string;
  selectAction?: { url?: string };
}

function runText(run: string | TextRun): string {
  if (typeof run === "string") return run;
  const url = run.selectAction?.url;
  return url === undefined ? run.text : `${run.text} <${url}>`;
}

function inputText({ type, id, label, title, value, choices, isRequired }: CardNode): string {
  const star = isRequired === true ? "*" : "";
  const shown = Array.isArray(choices)
    ? choices.map((one) => (one.value === value ? `*${one.title}*` : one.title)).join(" / ")
    : (value ?? "");
  return `(${label ?? title ?? id}${star} ${type === "Input.Toggle" ? "☐" : ""}: ${shown})`.replace(
    " :",
    ":",
  );
}

/** `[Handbook](https://…)` as `Handbook <https://…>`. */
export function linksAsText(text: string): string {
  return text.replaceAll(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, "$1 <$2>");
}
