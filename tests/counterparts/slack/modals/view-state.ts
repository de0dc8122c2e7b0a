import type { Block, Element } from "../blocks/block.ts";

export type Values = Record<string, Record<string, unknown>>;
export type Answer = string | string[] | boolean;

interface Option {
  text: { text: string };
  value?: string;
}

/** What stands in a view before anybody has touched it. */
export function initialValues(blocks: readonly Block[]): Values {
  const values: Values = {};
  for (const { block, element } of fieldsOf(blocks)) {
    const inBlock = values[block.block_id ?? ""] ?? {};
    inBlock[element.action_id ?? ""] = initialValue(element);
    values[block.block_id ?? ""] = inBlock;
  }
  return values;
}

/** The elements of a view that hold a value. */
export function fieldsOf(blocks: readonly Block[]): { block: Block; element: Element }[] {
  return blocks.flatMap((block) => {
    const { element, accessory, elements } = block as Block & {
      element?: Element;
      accessory?: Element;
      elements?: Element[];
    };
    const inside = block.type === "actions" ? (elements ?? []) : [element, accessory];
    return inside
      .filter((one) => one !== undefined && !STATELESS.includes(one.type))
      .map((one) => ({ block, element: one as Element }));
  });
}

const STATELESS = ["button", "overflow", "image", "workflow_button"];

const INITIAL: Record<string, [from: string, to: string]> = {
  static_select: ["initial_option", "selected_option"],
  external_select: ["initial_option", "selected_option"],
  radio_buttons: ["initial_option", "selected_option"],
  checkboxes: ["initial_options", "selected_options"],
  multi_static_select: ["initial_options", "selected_options"],
  multi_external_select: ["initial_options", "selected_options"],
  users_select: ["initial_user", "selected_user"],
  multi_users_select: ["initial_users", "selected_users"],
  channels_select: ["initial_channel", "selected_channel"],
  multi_channels_select: ["initial_channels", "selected_channels"],
  conversations_select: ["initial_conversation", "selected_conversation"],
  multi_conversations_select: ["initial_conversations", "selected_conversations"],
  datepicker: ["initial_date", "selected_date"],
  timepicker: ["initial_time", "selected_time"],
  datetimepicker: ["initial_date_time", "selected_date_time"],
};

/** Where the value of such an element stands in an action or a state. */
export function valueField(type: string): string {
  return INITIAL[type]?.[1] ?? "value";
}

function initialValue(element: Element): Record<string, unknown> {
  const [from, to] = INITIAL[element.type] ?? ["initial_value", "value"];
  const many = to.endsWith("s");
  return { type: element.type, [to]: element[from] ?? (many ? [] : null) };
}

/** An element with this answer in it; options are named by their value or their words. */
export function answered(element: Element, answer: Answer): Record<string, unknown> {
  const field = valueField(element.type);
  const several = field.endsWith("s");
  const wanted = Array.isArray(answer) ? answer : [String(answer)];
  if (field.startsWith("selected_option")) {
    const chosen = wanted.map((one) => findOption(element, one));
    return { type: element.type, [field]: several ? chosen : chosen[0] };
  }
  if (element.type === "datetimepicker") return { type: element.type, [field]: Number(answer) };
  return { type: element.type, [field]: several ? wanted : wanted.join("") };
}

export function optionsOf(element: Element): Option[] {
  const groups = (element.option_groups ?? []) as { options: Option[] }[];
  return [...((element.options ?? []) as Option[]), ...groups.flatMap(({ options }) => options)];
}

function findOption(element: Element, wanted: string): Option {
  const options = optionsOf(element);
  const found = options.find(({ text, value }) => value === wanted || text.text === wanted);
  if (found !== undefined) return found;
  if (element.type.includes("external")) return { text: { text: wanted }, value: wanted };
  const offered = options.map(({ text }) => text.text).join(", ");
  throw new Error(`${element.action_id} does not offer ${wanted}, but ${offered}`);
}
