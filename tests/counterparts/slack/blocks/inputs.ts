import { z } from "zod";
import { actionable, dispatchable, focusable, placeholdable } from "./fields.ts";

const common = { ...actionable, ...dispatchable, ...focusable, ...placeholdable };
const initial = { initial_value: z.string().max(3_000).optional() };

export const plainTextInput = z
  .strictObject({
    type: z.literal("plain_text_input"),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3_000).optional(),
    max_length: z.int().min(1).max(3_000).optional(),
    ...initial,
    ...common,
  })
  .refine(
    ({ min_length, max_length }) => (min_length ?? 0) <= (max_length ?? 3_000),
    "min_length must not be greater than max_length",
  );

export const otherInputs = [
  z.strictObject({ type: z.literal("email_text_input"), ...initial, ...common }),
  z.strictObject({ type: z.literal("url_text_input"), ...initial, ...common }),
  z.strictObject({
    type: z.literal("number_input"),
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
    ...initial,
    ...common,
  }),
  z.strictObject({
    type: z.literal("file_input"),
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().min(1).max(10).optional(),
    ...actionable,
  }),
] as const;
