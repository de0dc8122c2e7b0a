import { z } from "zod";

/*
 * The parts of Adaptive Cards 1.5 that a card of ours may have; a field that is not here is
 * unknown, and an element that is not here is one too.
 */

/** One of these, however its letters are written. */
function word(...words: string[]) {
  return z.string().refine((text) => words.includes(text.toLowerCase()), {
    error: `must be one of ${words.join(", ")}`,
  });
}

const spacing = word("none", "small", "default", "medium", "large", "extralarge", "padding");
const horizontal = word("left", "center", "right");
const color = word("default", "dark", "light", "accent", "good", "warning", "attention");
const style = word("default", "emphasis", "good", "attention", "warning", "accent");
const size = word("default", "small", "medium", "large", "extralarge");
const fallback = z.unknown();

const common = {
  id: z.string().optional(),
  spacing: spacing.optional(),
  separator: z.boolean().optional(),
  isVisible: z.boolean().optional(),
  height: word("auto", "stretch").optional(),
  fallback: fallback.optional(),
  requires: z.record(z.string(), z.string()).optional(),
};

const looks = {
  size: size.optional(),
  weight: word("default", "lighter", "bolder").optional(),
  color: color.optional(),
  isSubtle: z.boolean().optional(),
  fontType: word("default", "monospace").optional(),
};

const input = {
  ...common,
  id: z.string().min(1),
  label: z.string().optional(),
  isRequired: z.boolean().optional(),
  errorMessage: z.string().optional(),
};

const action = {
  id: z.string().optional(),
  title: z.string().min(1).optional(),
  iconUrl: z.string().optional(),
  style: word("default", "positive", "destructive").optional(),
  tooltip: z.string().optional(),
  isEnabled: z.boolean().optional(),
  mode: word("primary", "secondary").optional(),
  fallback: fallback.optional(),
};

const data = z.union([z.record(z.string(), z.unknown()), z.string()]);

const execute = z.strictObject({
  type: z.literal("Action.Execute"),
  ...action,
  verb: z.string().min(1),
  data: data.optional(),
  associatedInputs: word("auto", "none").optional(),
});

const cardAction = z.discriminatedUnion("type", [
  execute,
  z.strictObject({
    type: z.literal("Action.Submit"),
    ...action,
    data: data.optional(),
    associatedInputs: word("auto", "none").optional(),
  }),
  z.strictObject({ type: z.literal("Action.OpenUrl"), ...action, url: z.url() }),
  z.strictObject({
    type: z.literal("Action.ToggleVisibility"),
    ...action,
    targetElements: z.array(
      z.union([
        z.string(),
        z.strictObject({ elementId: z.string(), isVisible: z.boolean().optional() }),
      ]),
    ),
  }),
  z.strictObject({
    type: z.literal("Action.ShowCard"),
    ...action,
    get card() {
      return adaptiveCard;
    },
  }),
]);

const column = z.strictObject({
  type: z.literal("Column").optional(),
  ...common,
  get items() {
    return z.array(cardElement).optional();
  },
  width: z.union([z.string(), z.number()]).optional(),
  style: style.optional(),
  bleed: z.boolean().optional(),
  verticalContentAlignment: word("top", "center", "bottom").optional(),
  selectAction: cardAction.optional(),
});

const textRun = z.strictObject({
  type: z.literal("TextRun"),
  text: z.string(),
  ...looks,
  italic: z.boolean().optional(),
  strikethrough: z.boolean().optional(),
  highlight: z.boolean().optional(),
  underline: z.boolean().optional(),
  selectAction: cardAction.optional(),
});

const tableCell = z.strictObject({
  type: z.literal("TableCell"),
  get items() {
    return z.array(cardElement);
  },
  style: style.optional(),
  verticalContentAlignment: word("top", "center", "bottom").optional(),
});

const cardElement: z.ZodType = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("TextBlock"),
    ...common,
    text: z.string().min(1),
    ...looks,
    wrap: z.boolean().optional(),
    maxLines: z.int().positive().optional(),
    horizontalAlignment: horizontal.optional(),
    style: word("default", "heading", "columnheader").optional(),
  }),
  z.strictObject({
    type: z.literal("RichTextBlock"),
    ...common,
    inlines: z.array(z.union([z.string(), textRun])),
    horizontalAlignment: horizontal.optional(),
  }),
  z.strictObject({
    type: z.literal("Container"),
    ...common,
    get items() {
      return z.array(cardElement);
    },
    style: style.optional(),
    bleed: z.boolean().optional(),
    minHeight: z.string().optional(),
    verticalContentAlignment: word("top", "center", "bottom").optional(),
    selectAction: cardAction.optional(),
  }),
  z.strictObject({
    type: z.literal("ColumnSet"),
    ...common,
    columns: z.array(column),
    style: style.optional(),
    bleed: z.boolean().optional(),
    horizontalAlignment: horizontal.optional(),
    selectAction: cardAction.optional(),
  }),
  z.strictObject({
    type: z.literal("FactSet"),
    ...common,
    facts: z.array(z.strictObject({ title: z.string(), value: z.string() })),
  }),
  z.strictObject({
    type: z.literal("ActionSet"),
    ...common,
    actions: z.array(cardAction),
  }),
  z.strictObject({
    type: z.literal("Table"),
    ...common,
    columns: z.array(z.looseObject({ width: z.union([z.string(), z.number()]).optional() })),
    rows: z.array(
      z.strictObject({
        type: z.literal("TableRow"),
        cells: z.array(tableCell),
        style: style.optional(),
      }),
    ),
    firstRowAsHeader: z.boolean().optional(),
    showGridLines: z.boolean().optional(),
    gridStyle: style.optional(),
  }),
  z.strictObject({
    type: z.literal("Input.Text"),
    ...input,
    value: z.string().optional(),
    placeholder: z.string().optional(),
    isMultiline: z.boolean().optional(),
    maxLength: z.int().positive().optional(),
    regex: z.string().optional(),
    style: word("text", "tel", "url", "email", "password").optional(),
    inlineAction: cardAction.optional(),
  }),
  z.strictObject({
    type: z.literal("Input.ChoiceSet"),
    ...input,
    choices: z.array(z.strictObject({ title: z.string().min(1), value: z.string().min(1) })).min(1),
    value: z.string().optional(),
    placeholder: z.string().optional(),
    isMultiSelect: z.boolean().optional(),
    style: word("compact", "expanded", "filtered").optional(),
    wrap: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal("Input.Toggle"),
    ...input,
    title: z.string().min(1),
    value: z.string().optional(),
    valueOn: z.string().optional(),
    valueOff: z.string().optional(),
    wrap: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal("Input.Number"),
    ...input,
    value: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    placeholder: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("Input.Date"),
    ...input,
    value: z.string().optional(),
    min: z.string().optional(),
    max: z.string().optional(),
    placeholder: z.string().optional(),
  }),
]);

export const adaptiveCard: z.ZodObject = z.strictObject({
  type: z.literal("AdaptiveCard"),
  $schema: z.string().optional(),
  /** Of a card within a card there may be none. */
  version: z.enum(["1.0", "1.1", "1.2", "1.3", "1.4", "1.5"]).optional(),
  body: z.array(cardElement).optional(),
  actions: z.array(cardAction).optional(),
  fallbackText: z.string().optional(),
  speak: z.string().optional(),
  lang: z.string().optional(),
  minHeight: z.string().optional(),
  refresh: z
    .strictObject({
      action: execute,
      userIds: z.array(z.string()).max(60).optional(),
      expires: z.string().optional(),
    })
    .optional(),
  msteams: z
    .strictObject({
      width: word("full").optional(),
      entities: z.array(z.looseObject({ type: z.literal("mention") })).optional(),
    })
    .optional(),
});
