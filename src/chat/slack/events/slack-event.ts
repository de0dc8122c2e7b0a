import { z } from "zod";

const text = z.string();
const id = z.string().regex(/^[A-Z][A-Z0-9]+$/);
const ts = z.string().regex(/^\d+\.\d+$/);

/** A message as events and threads show it. */
export const slackMessage = z.object({
  ts,
  user: id.optional(),
  bot_id: text.optional(),
  text: text.default(""),
  thread_ts: ts.optional(),
  subtype: text.optional(),
  edited: z.object({ ts }).optional(),
  files: z.array(z.unknown()).optional().catch(undefined),
});

export type SlackMessage = z.infer<typeof slackMessage>;

const channelId = z.union([id, z.object({ id }).transform((channel) => channel.id)]);

/** Any event: of the many fields, those that mean something here. */
const event = z.looseObject({
  type: text,
  subtype: text.optional(),
  channel: channelId.optional(),
  channel_type: text.optional(),
  user: z.union([id, z.object({ id }).transform((user) => user.id)]).optional(),
  ts: ts.optional(),
  deleted_ts: ts.optional(),
  thread_ts: ts.optional(),
  message: slackMessage.optional(),
  previous_message: slackMessage.optional(),
  reaction: text.optional(),
  item: z.object({ type: text, channel: id.optional(), ts: ts.optional() }).optional(),
  tokens: z.object({ bot: z.array(text).optional() }).optional(),
  event_ts: text.optional().catch(undefined),
  tab: text.optional().catch(undefined),
  view: z.object({ hash: text.optional() }).optional().catch(undefined),
});

export type SlackEvent = z.infer<typeof event>;

export const slackEnvelope = z.object({
  type: z.literal("event_callback"),
  event_id: text,
  event,
});

export type SlackEnvelope = z.infer<typeof slackEnvelope>;
