import { z } from "zod";

const text = z.string();
const id = z.string().regex(/^[A-Z][A-Z0-9]+$/);
const ts = z.string().regex(/^\d+\.\d+$/);

/** A click in a message. */
export const slackClick = z.object({
  type: z.literal("block_actions"),
  trigger_id: text.optional(),
  response_url: text.optional(),
  team: z.object({ id }),
  user: z.object({ id }),
  container: z.object({
    type: text,
    channel_id: id.optional(),
    message_ts: ts.optional(),
    thread_ts: ts.optional(),
  }),
  actions: z
    .array(
      z.object({
        action_id: text,
        action_ts: text.optional(),
        value: text.optional(),
        selected_option: z.object({ value: text }).nullish(),
      }),
    )
    .min(1),
});

export type SlackClick = z.infer<typeof slackClick>;

/** A modal that was sent off. */
export const slackSubmission = z.object({
  type: z.literal("view_submission"),
  team: z.object({ id }),
  user: z.object({ id }),
  view: z.object({
    id: text,
    callback_id: text,
    private_metadata: text,
    state: z.object({
      values: z.record(
        text,
        z.record(
          text,
          z.object({
            value: text.nullish(),
            selected_option: z.object({ value: text }).nullish(),
            selected_options: z.array(z.object({ value: text })).nullish(),
            selected_conversations: z.array(id).nullish(),
          }),
        ),
      ),
    }),
  }),
});

export type SlackSubmission = z.infer<typeof slackSubmission>;
