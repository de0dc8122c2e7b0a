import { z } from "zod";

/* What is read of Graph's replies; it leaves out what it has no value or no permission for. */

const word = z
  .string()
  .nullish()
  .transform((text) => text || undefined);

export const userSchema = z.object({
  id: z.string().min(1),
  /** `Member` or `Guest`. */
  userType: word,
  accountEnabled: z.boolean().nullish(),
  userPrincipalName: word,
});
export type GraphUser = z.infer<typeof userSchema>;

export const groupSchema = z.object({ id: z.string().min(1), displayName: word });
export type GraphGroup = z.infer<typeof groupSchema>;

export const directoryObjectSchema = z.object({ id: z.string().min(1) });

export const chatSchema = z.object({ topic: word });

export const teamSchema = z.object({ visibility: word });

export const mailboxSchema = z.object({ timeZone: word });

/** Somebody in a channel. */
export const channelMemberSchema = z.object({
  /** Entra object id, in their own tenant; absent for who has no account. */
  userId: word,
  tenantId: word,
  displayName: word,
  email: word,
  roles: z
    .array(z.string())
    .nullish()
    .transform((roles) => roles ?? []),
});
export type GraphChannelMember = z.infer<typeof channelMemberSchema>;

const identity = z.object({ id: word, displayName: word }).nullish();

export const messageSchema = z.object({
  id: z.string().min(1),
  /** `message`, or what Teams says itself. */
  messageType: word,
  createdDateTime: z.string(),
  deletedDateTime: word,
  from: z.object({ user: identity, application: identity }).nullish(),
  body: z.object({ contentType: word, content: z.string().nullish() }).nullish(),
  /** `id` is that of an `<at>` in the body. */
  mentions: z
    .array(z.object({ id: z.number(), mentioned: z.object({ application: identity }).nullish() }))
    .nullish()
    .transform((mentions) => mentions ?? []),
});
export type GraphMessage = z.infer<typeof messageSchema>;
