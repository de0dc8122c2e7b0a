import { z } from "zod";

const text = z.string();
/** Of a tenant or a person in Entra; the playground's are short words. */
const entraId = z.string().regex(/^[\w.-]{1,64}$/);
/** Of Teams': `29:…`, `28:…`, `19:…@thread.tacv2`. */
const teamsOwnId = z.string().min(1).max(512);
const lax = <T extends z.ZodType>(field: T) => field.optional().catch(undefined);

const account = z.object({
  id: teamsOwnId,
  name: lax(text),
  aadObjectId: lax(entraId),
  role: lax(text),
});

export type TeamsAccount = z.infer<typeof account>;

const mention = z.object({
  type: z.literal("mention"),
  text: text.default(""),
  mentioned: z.object({ id: teamsOwnId, name: lax(text), aadObjectId: lax(entraId) }),
});

const quotedReply = z.object({
  type: z.literal("quotedReply"),
  quotedReply: z.object({ messageId: text }),
});

/** Of its many kinds, those that say how a text is to be read. */
const entities = z.array(z.union([mention, quotedReply, z.unknown()])).catch([]);
const attachments = z
  .array(z.object({ contentType: lax(text), content: z.unknown().optional() }))
  .catch([])
  .transform((all) => all.filter(({ contentType }) => contentType !== undefined));
const reactions = z.array(z.object({ type: text })).catch([]);

const channelData = z.object({
  eventType: lax(text),
  tenant: lax(z.object({ id: lax(entraId) })),
  team: lax(z.object({ id: lax(teamsOwnId) })),
  channel: lax(z.object({ id: lax(teamsOwnId), type: lax(text) })),
});

/** What comes in from Teams: of the many fields of an activity, those that mean something here. */
export const teamsActivity = z.object({
  type: text,
  id: lax(z.string().min(1).max(512)),
  channelId: lax(text),
  timestamp: lax(text),
  localTimezone: lax(text),
  serviceUrl: z.url(),
  from: account,
  recipient: account,
  conversation: z.object({
    id: teamsOwnId,
    conversationType: lax(text),
    tenantId: lax(entraId),
    isGroup: z.unknown().optional(),
  }),
  replyToId: lax(text),
  name: lax(text),
  action: lax(text),
  text: lax(text),
  textFormat: lax(text),
  value: z.unknown().optional(),
  attachments: attachments.default([]),
  entities: entities.default([]),
  membersAdded: z.array(account).catch([]).default([]),
  membersRemoved: z.array(account).catch([]).default([]),
  reactionsAdded: reactions.default([]),
  reactionsRemoved: reactions.default([]),
  channelData: channelData.catch({}).default({}),
});

export type TeamsActivity = z.infer<typeof teamsActivity>;

export type Mention = z.infer<typeof mention>;

export function mentionsIn({ entities }: Pick<TeamsActivity, "entities">): Mention[] {
  return entities.flatMap((entity) => mention.safeParse(entity).data ?? []);
}

/** The message that one answers, as newer versions of Teams say it. */
export function quotedIn({ entities }: Pick<TeamsActivity, "entities">): string | undefined {
  return entities.flatMap((entity) => quotedReply.safeParse(entity).data ?? [])[0]?.quotedReply
    .messageId;
}
