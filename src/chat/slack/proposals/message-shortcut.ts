import { z } from "zod";

/** As the manifests call it. */
const CALLBACK_ID = "verify-message";

const id = z.string().regex(/^[A-Z][A-Z0-9]+$/);
const ts = z.string().regex(/^\d+\.\d+$/);

/**
 * "Make this a verified answer" from a message's menu. What the message says is asked of Slack again:
 * of the payload only where it is counts.
 */
export const messageShortcut = z.object({
  type: z.literal("message_action"),
  callback_id: z.literal(CALLBACK_ID),
  trigger_id: z.string(),
  team: z.object({ id }),
  user: z.object({ id }),
  channel: z.object({ id }),
  message_ts: ts,
  message: z.object({ thread_ts: ts.optional() }),
});

export type MessageShortcut = z.infer<typeof messageShortcut>;
