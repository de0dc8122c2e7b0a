import { z } from "zod";
import {
  button,
  checkboxes,
  contextElement,
  datepicker,
  datetimepicker,
  feedbackButtons,
  iconButton,
  image,
  overflow,
  radioButtons,
  rawNumber,
  rawText,
  timepicker,
  urlSource,
} from "./elements.ts";
import { anyText, hasOneImage, httpUrl, imagePlace, mrkdwn, plainText } from "./fields.ts";
import { otherInputs, plainTextInput } from "./inputs.ts";
import { richText, richTextInput } from "./rich-text.ts";
import { multiStaticSelect, otherSelects, staticSelect } from "./selects.ts";

const base = { block_id: z.string().min(1).max(255).optional() };
const choosing = [
  button,
  checkboxes,
  datepicker,
  datetimepicker,
  overflow,
  radioButtons,
  timepicker,
  staticSelect,
  multiStaticSelect,
  ...otherSelects,
] as const;

const actionElement = z.discriminatedUnion("type", [...choosing, richTextInput]);
const accessory = z.discriminatedUnion("type", [...choosing, image]);
const inputElement = z.discriminatedUnion("type", [
  checkboxes,
  datepicker,
  datetimepicker,
  radioButtons,
  timepicker,
  staticSelect,
  multiStaticSelect,
  ...otherSelects,
  plainTextInput,
  ...otherInputs,
  richTextInput,
]);

export const actions = z.strictObject({
  type: z.literal("actions"),
  elements: z.array(actionElement).min(1).max(25),
  ...base,
});

export const alert = z.strictObject({
  type: z.literal("alert"),
  text: anyText(3_000),
  level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
  ...base,
});

export const card = z.strictObject({
  type: z.literal("card"),
  hero_image: image.optional(),
  icon: image.optional(),
  title: mrkdwn(150).optional(),
  subtitle: mrkdwn(150).optional(),
  body: mrkdwn(200).optional(),
  actions: z.array(button).optional(),
  ...base,
});

export const carousel = z.strictObject({
  type: z.literal("carousel"),
  elements: z.array(card).min(1).max(10),
  ...base,
});

export const context = z.strictObject({
  type: z.literal("context"),
  elements: z.array(contextElement).min(1).max(10),
  ...base,
});

export const contextActions = z.strictObject({
  type: z.literal("context_actions"),
  elements: z
    .array(z.discriminatedUnion("type", [feedbackButtons, iconButton]))
    .min(1)
    .max(5),
  ...base,
});

export const divider = z.strictObject({ type: z.literal("divider"), ...base });
export const file = z.strictObject({
  type: z.literal("file"),
  source: z.literal("remote"),
  external_id: z.string(),
  ...base,
});
export const header = z.strictObject({ type: z.literal("header"), text: plainText(150), ...base });

export const imageBlock = z
  .strictObject({
    type: z.literal("image"),
    alt_text: z.string().min(1).max(2_000),
    title: plainText(2_000).optional(),
    ...imagePlace,
    ...base,
  })
  .refine(hasOneImage, "needs image_url or slack_file, and not both");

export const input = z.strictObject({
  type: z.literal("input"),
  label: plainText(2_000),
  hint: plainText(2_000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
  ...base,
});

export const markdown = z.strictObject({
  type: z.literal("markdown"),
  text: z.string().min(1).max(12_000),
  ...base,
});

export const section = z
  .strictObject({
    type: z.literal("section"),
    text: anyText(3_000).optional(),
    fields: z.array(anyText(2_000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
    ...base,
  })
  .refine(({ text, fields }) => (text ?? fields) !== undefined, "needs text or fields");

const cell = z.discriminatedUnion("type", [richText, rawText, rawNumber]);

export const table = z.strictObject({
  type: z.literal("table"),
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(["left", "center", "right"]).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
  ...base,
});

export const dataTable = z.strictObject({
  type: z.literal("data_table"),
  caption: z.string().min(1),
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(101),
  page_size: z.int().min(1).max(100).optional(),
  row_header_column_index: z.int().min(0).optional(),
  ...base,
});

export const taskCard = z.strictObject({
  type: z.literal("task_card"),
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(urlSource).optional(),
  status: z.enum(["pending", "in_progress", "complete", "error"]),
  ...base,
});

export const plan = z.strictObject({
  type: z.literal("plan"),
  title: z.string().min(1),
  tasks: z.array(taskCard).optional(),
  ...base,
});

export const video = z.strictObject({
  type: z.literal("video"),
  video_url: httpUrl,
  thumbnail_url: httpUrl,
  alt_text: z.string().min(1),
  title: plainText(199),
  title_url: httpUrl.optional(),
  author_name: z.string().max(49).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: httpUrl.optional(),
  description: plainText(200).optional(),
  ...base,
});

export const container = z.strictObject({
  type: z.literal("container"),
  title: plainText(150).optional(),
  rich_text_title: richText.optional(),
  subtitle: anyText(150).optional(),
  child_blocks: z
    .array(
      z.discriminatedUnion("type", [
        actions,
        context,
        divider,
        file,
        header,
        imageBlock,
        input,
        richText,
        section,
        table,
        video,
      ]),
    )
    .min(1)
    .max(10),
  width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
  icon: image.optional(),
  is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(),
  has_header_divider: z.boolean().optional(),
  ...base,
});
