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
  streaming_message_ts: z.array(ts).optional(),
});

export type SlackEvent = z.infer<typeof event>;

export const slackEnvelope = z.object({
  type: z.literal("event_callback"),
  event_id: text,
  team_id: id.optional(),
  authorizations: z.array(z.object({ team_id: id.nullable().optional() })).optional(),
  event,
});

export type SlackEnvelope = z.infer<typeof slackEnvelope>;

/** Whether an event is for a workspace: one of a shared channel may name the other as its team. */
export function isFor(teamId: string, { team_id, authorizations }: SlackEnvelope): boolean {
  const teams = authorizations?.map((one) => one.team_id);
  return teams === undefined || teams.length === 0 ? team_id === teamId : teams.includes(teamId);
}
