import { z } from "zod";

const account = z.looseObject({ id: z.string(), name: z.string().optional() });

/** The fields of an activity that the connector service takes from a bot. */
export const outgoingSchema = z.strictObject({
  type: z.literal("message"),
  id: z.string().optional(),
  text: z.string().optional(),
  textFormat: z.enum(["markdown", "plain", "xml", "extendedmarkdown"]).optional(),
  summary: z.string().optional(),
  attachments: z
    .array(
      z.strictObject({
        contentType: z.string(),
        content: z.unknown().optional(),
        contentUrl: z.string().optional(),
        name: z.string().optional(),
        thumbnailUrl: z.string().optional(),
      }),
    )
    .max(10)
    .optional(),
  attachmentLayout: z.enum(["list", "carousel"]).optional(),
  entities: z.array(z.looseObject({ type: z.string() })).optional(),
  suggestedActions: z
    .looseObject({
      to: z.array(z.string()).optional(),
      actions: z
        .array(z.strictObject({ type: z.literal("imBack"), title: z.string(), value: z.string() }))
        .max(3),
    })
    .optional(),
  channelData: z
    .looseObject({
      feedbackLoop: z.strictObject({ type: z.enum(["default", "custom"]) }).optional(),
      feedbackLoopEnabled: z.boolean().optional(),
      tenant: z.looseObject({ id: z.string() }).optional(),
      notification: z.looseObject({ alert: z.boolean().optional() }).optional(),
    })
    .optional(),
  replyToId: z.string().optional(),
  conversation: account
    .extend({ isGroup: z.boolean().optional(), conversationType: z.string().optional() })
    .optional(),
  from: account.optional(),
  recipient: account.optional(),
  channelId: z.literal("msteams").optional(),
  serviceUrl: z.string().optional(),
  locale: z.string().optional(),
  inputHint: z.string().optional(),
  importance: z.string().optional(),
  deliveryMode: z.string().optional(),
  timestamp: z.unknown().optional(),
  localTimestamp: z.unknown().optional(),
});
