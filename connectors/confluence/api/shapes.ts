import { z } from "zod";

/** What is read of Confluence's answers. Anything may be absent, or null; more is ignored. */

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const count = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined);
const id = z.union([z.string().min(1), z.number()]).transform(String);
const anyId = id.nullish().transform((value) => value ?? undefined);

/** Entries of which each may be nothing that is known; null stands for those. */
function entries<Shape extends z.ZodType>(shape: Shape) {
  return z.array(shape.nullable().catch(null)).optional();
}

/** An answer whose only matter is a list. */
export function resultsOf<Shape extends z.ZodType>(shape: Shape) {
  return z.object({ results: entries(shape) });
}

/** One page of a list, of either API; its entries are looked at one by one. */
export const listReply = z.object({
  results: z.unknown(),
  _links: z.object({ next: text }).nullish(),
});

export const spaceReply = z.object({ id, key: z.string(), name: text, type: text, status: text });
export type SpaceReply = z.infer<typeof spaceReply>;

export const permissionReply = z.object({
  principal: z.object({ type: text, id: text }).nullish(),
  operation: z.object({ key: text, targetType: text }).nullish(),
});

/** A space as API v1 has it. */
export const oldSpaceReply = z.object({
  permissions: entries(
    z.object({
      operation: z.object({ operation: text, targetType: text }).nullish(),
      anonymousAccess: z.boolean().nullish(),
    }),
  ),
});
export type OldSpaceReply = z.infer<typeof oldSpaceReply>;

const version = z.object({ number: count, createdAt: text, authorId: text }).nullish();

const bodyReply = z.object({
  storage: z.object({ value: text }).nullish(),
  atlas_doc_format: z.object({ value: text }).nullish(),
});
export type BodyReply = z.infer<typeof bodyReply>;

/** A page, blog post, folder, whiteboard, database or embed of API v2. */
export const contentReply = z.object({
  id,
  status: text,
  title: text,
  spaceId: anyId,
  parentId: anyId,
  parentType: text,
  version,
  body: bodyReply.nullish(),
  labels: z.object({ results: entries(z.object({ name: text })).nullable() }).nullish(),
  _links: z.object({ webui: text }).nullish(),
});
export type ContentReply = z.infer<typeof contentReply>;

export const commentReply = z.object({
  id,
  status: text,
  version,
  body: bodyReply.nullish(),
  resolutionStatus: text,
  properties: z.object({ inlineOriginalSelection: text }).nullish(),
});
export type CommentReply = z.infer<typeof commentReply>;

export const attachmentReply = z.object({
  id,
  status: text,
  title: text,
  pageId: anyId,
  blogPostId: anyId,
  mediaType: text,
  version,
});
export type AttachmentReply = z.infer<typeof attachmentReply>;

export const userReply = z.object({
  accountId: text,
  accountType: text,
  accountStatus: text,
  displayName: text,
  publicName: text,
  email: text,
});
export type UserReply = z.infer<typeof userReply>;

function counted<Shape extends z.ZodType>(shape: Shape) {
  return z.object({ results: entries(shape), size: count, limit: count }).optional();
}

export const restrictionReply = z.object({
  restrictions: z
    .object({
      user: counted(z.object({ accountId: text })),
      group: counted(z.object({ id: text })),
    })
    .optional(),
});
export type RestrictionReply = z.infer<typeof restrictionReply>;

/** What a search by CQL finds: API v1. */
export const foundReply = z.object({
  id,
  type: text,
  status: text,
  title: text,
  version: z.object({ number: count, when: text }).nullish(),
  container: z.object({ id: anyId, type: text }).nullish(),
  metadata: z
    .object({
      labels: z.object({ results: entries(z.object({ name: text })), size: count }).nullish(),
    })
    .nullish(),
  extensions: z.object({ mediaType: text }).nullish(),
  restrictions: z.object({ read: restrictionReply.optional() }).optional(),
});
