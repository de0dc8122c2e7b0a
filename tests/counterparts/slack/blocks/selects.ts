import { z } from "zod";
import {
  actionable,
  confirmable,
  focusable,
  optionGroup,
  placeholdable,
  plainOption,
} from "./fields.ts";

const common = { ...actionable, ...confirmable, ...focusable, ...placeholdable };
const several = { ...common, max_selected_items: z.int().min(1).optional() };
const responding = { response_url_enabled: z.boolean().optional() };

const choices = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};

interface Choices {
  options?: unknown;
  option_groups?: unknown;
}

const oneOfBoth = (select: Choices) =>
  (select.options === undefined) !== (select.option_groups === undefined);
const ONE_OF_BOTH = "needs options or option_groups, and not both";

const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(["im", "mpim", "private", "public"]))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();

export const staticSelect = z
  .strictObject({
    type: z.literal("static_select"),
    initial_option: plainOption.optional(),
    ...choices,
    ...common,
  })
  .refine(oneOfBoth, ONE_OF_BOTH);

export const multiStaticSelect = z
  .strictObject({
    type: z.literal("multi_static_select"),
    initial_options: z.array(plainOption).min(1).optional(),
    ...choices,
    ...several,
  })
  .refine(oneOfBoth, ONE_OF_BOTH);

export const otherSelects = [
  z.strictObject({
    type: z.literal("users_select"),
    initial_user: z.string().optional(),
    ...common,
  }),
  z.strictObject({
    type: z.literal("multi_users_select"),
    initial_users: z.array(z.string()).min(1).optional(),
    ...several,
  }),
  z.strictObject({
    type: z.literal("channels_select"),
    initial_channel: z.string().optional(),
    ...common,
    ...responding,
  }),
  z.strictObject({
    type: z.literal("multi_channels_select"),
    initial_channels: z.array(z.string()).min(1).optional(),
    ...several,
  }),
  z.strictObject({
    type: z.literal("conversations_select"),
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: conversationFilter,
    ...common,
    ...responding,
  }),
  z.strictObject({
    type: z.literal("multi_conversations_select"),
    initial_conversations: z.array(z.string()).min(1).optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: conversationFilter,
    ...several,
  }),
  z.strictObject({
    type: z.literal("external_select"),
    initial_option: plainOption.optional(),
    min_query_length: z.int().min(0).optional(),
    ...common,
  }),
  z.strictObject({
    type: z.literal("multi_external_select"),
    initial_options: z.array(plainOption).min(1).optional(),
    min_query_length: z.int().min(0).optional(),
    ...several,
  }),
] as const;
