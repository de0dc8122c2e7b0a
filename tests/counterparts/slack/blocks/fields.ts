import { z } from "zod";

export const plainText = (most: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  });

export const mrkdwn = (most: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(most),
    verbatim: z.boolean().optional(),
  });

export const anyText = (most: number) =>
  z.discriminatedUnion("type", [plainText(most), mrkdwn(most)]);

export const httpUrl = z
  .string()
  .max(3_000)
  .refine(
    (url) => URL.canParse(url) && /^(https?|slack|mailto|tel):/.test(url),
    "must be a valid URL",
  );

const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(["primary", "danger"]).optional(),
});

export const style = z.enum(["primary", "danger"]).optional();
export const actionable = { action_id: z.string().min(1).max(255).optional() };
export const confirmable = { confirm: confirm.optional() };
export const focusable = { focus_on_load: z.boolean().optional() };
export const placeholdable = { placeholder: plainText(150).optional() };
export const dispatchable = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(["on_enter_pressed", "on_character_entered"]))
        .min(1)
        .optional(),
    })
    .optional(),
};

const described = {
  value: z.string().max(150).optional(),
  url: httpUrl.optional(),
};

export const option = z.strictObject({
  text: anyText(75),
  description: anyText(75).optional(),
  ...described,
});

export const plainOption = z.strictObject({
  text: plainText(75),
  description: plainText(75).optional(),
  ...described,
});

export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(plainOption).min(1).max(100),
});

const slackFile = z.union([
  z.strictObject({ url: httpUrl }),
  z.strictObject({ id: z.string().min(1) }),
]);

/** An image's place: one of the two. */
export const imagePlace = {
  image_url: httpUrl.optional(),
  slack_file: slackFile.optional(),
};

export function hasOneImage(image: { image_url?: unknown; slack_file?: unknown }): boolean {
  return (image.image_url === undefined) !== (image.slack_file === undefined);
}
