import { z } from "zod";
import {
  actionable,
  confirmable,
  focusable,
  hasOneImage,
  httpUrl,
  imagePlace,
  mrkdwn,
  option,
  placeholdable,
  plainOption,
  plainText,
  style,
} from "./fields.ts";

const accessible = { accessibility_label: z.string().max(75).optional() };
const value = z.string().max(2_000);

export const button = z.strictObject({
  type: z.literal("button"),
  text: plainText(75),
  value: value.optional(),
  url: httpUrl.optional(),
  style,
  ...accessible,
  ...actionable,
  ...confirmable,
});

const feedbackButton = z.strictObject({ text: plainText(75), value, ...accessible });

export const feedbackButtons = z.strictObject({
  type: z.literal("feedback_buttons"),
  positive_button: feedbackButton,
  negative_button: feedbackButton,
  ...actionable,
});

export const iconButton = z.strictObject({
  type: z.literal("icon_button"),
  icon: z.enum(["trash"]),
  text: plainText(75),
  value: value.optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
  ...accessible,
  ...actionable,
  ...confirmable,
});

export const image = z
  .strictObject({ type: z.literal("image"), alt_text: z.string().min(1).max(2_000), ...imagePlace })
  .refine(hasOneImage, "needs image_url or slack_file, and not both");

export const overflow = z.strictObject({
  type: z.literal("overflow"),
  options: z.array(plainOption).min(1).max(5),
  ...actionable,
  ...confirmable,
});

export const checkboxes = z.strictObject({
  type: z.literal("checkboxes"),
  options: z.array(option).min(1).max(10),
  initial_options: z.array(option).min(1).max(10).optional(),
  ...actionable,
  ...confirmable,
  ...focusable,
});

export const radioButtons = z.strictObject({
  type: z.literal("radio_buttons"),
  options: z.array(option).min(1).max(10),
  initial_option: option.optional(),
  ...actionable,
  ...confirmable,
  ...focusable,
});

const dated = { ...actionable, ...confirmable, ...focusable };

export const datepicker = z.strictObject({
  type: z.literal("datepicker"),
  initial_date: z.iso.date().optional(),
  ...dated,
  ...placeholdable,
});

export const timepicker = z.strictObject({
  type: z.literal("timepicker"),
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
  ...dated,
  ...placeholdable,
});

export const datetimepicker = z.strictObject({
  type: z.literal("datetimepicker"),
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
  ...dated,
});

export const urlSource = z.strictObject({
  type: z.literal("url"),
  url: httpUrl,
  text: z.string().min(1),
});

export const rawText = z.strictObject({ type: z.literal("raw_text"), text: z.string() });
export const rawNumber = z.strictObject({
  type: z.literal("raw_number"),
  value: z.number(),
  text: z.string(),
});

export const contextElement = z.union([plainText(3_000), mrkdwn(3_000), image]);
