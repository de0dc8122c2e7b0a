import type { Element } from "../blocks/block.ts";
import type { OpenView } from "../shapes/view.ts";
import { fieldsOf, valueField } from "./view-state.ts";

/** What Slack's own form refuses before the app hears of it. */
export function checkAnswers(opened: OpenView): void {
  for (const { block, element } of fieldsOf(opened.view.blocks)) {
    if (block.type !== "input") continue;
    const state = opened.values[block.block_id ?? ""]?.[element.action_id ?? ""];
    const value = (state as Record<string, unknown> | undefined)?.[valueField(element.type)];
    const label = (block.label as { text: string }).text;
    if (isEmpty(value)) {
      if (block.optional !== true) throw new Error(`"${label}" must be filled in`);
      continue;
    }
    const problem = typeof value === "string" ? problemOf(element, value) : undefined;
    if (problem !== undefined) throw new Error(`"${label}" ${problem}`);
  }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (value as []).length === 0;
}

function problemOf(element: Element, value: string): string | undefined {
  const { type, min_length: least, max_length: most, min_value, max_value } = element;
  if (typeof least === "number" && value.length < least) return `is shorter than ${least}`;
  if (typeof most === "number" && value.length > most) return `is longer than ${most}`;
  if (type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(value)) return "is no e-mail address";
  if (type === "url_text_input" && !URL.canParse(value)) return "is no URL";
  if (type !== "number_input") return undefined;
  if (!Number.isFinite(Number(value))) return "is no number";
  if (min_value !== undefined && Number(value) < Number(min_value)) return `is below ${min_value}`;
  if (max_value !== undefined && Number(value) > Number(max_value)) return `is above ${max_value}`;
  return undefined;
}
