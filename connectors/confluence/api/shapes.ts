/** What is read of Confluence's answers. Anything may be absent; more is ignored. */

export interface SpaceReply {
  id: string;
  key: string;
  name?: string;
  type?: string;
  status?: string;
}

export interface PermissionReply {
  principal?: { type?: string; id?: string } | null;
  operation?: { key?: string; targetType?: string } | null;
}

/** A space as API v1 has it. */
export interface OldSpaceReply {
  permissions?: {
    operation?: { operation?: string; targetType?: string };
    anonymousAccess?: boolean;
  }[];
}

interface VersionReply {
  number?: number;
  createdAt?: string;
  authorId?: string;
}

export interface BodyReply {
  storage?: { value?: string } | null;
  atlas_doc_format?: { value?: string } | null;
}

/** A page, blog post, folder, whiteboard, database or embed of API v2. */
export interface ContentReply {
  id: string;
  status?: string;
  title?: string;
  spaceId?: string;
  parentId?: string | null;
  parentType?: string | null;
  version?: VersionReply | null;
  body?: BodyReply | null;
  labels?: { results?: { name?: string }[] | null; _links?: { next?: string } | null } | null;
  _links?: { webui?: string } | null;
}

export interface CommentReply {
  id: string;
  status?: string;
  parentCommentId?: string;
  version?: VersionReply | null;
  body?: BodyReply | null;
  resolutionStatus?: string;
  properties?: { inlineOriginalSelection?: string } | null;
}

export interface AttachmentReply {
  id: string;
  status?: string;
  title?: string;
  pageId?: string;
  blogPostId?: string;
  mediaType?: string;
  fileSize?: number;
  version?: VersionReply | null;
}

export interface UserReply {
  accountId?: string;
  accountType?: string;
  accountStatus?: string;
  displayName?: string | null;
  publicName?: string;
  email?: string | null;
}

interface Counted<Item> {
  results?: (Item | null)[];
  size?: number;
  limit?: number;
}

export interface RestrictionReply {
  restrictions?: {
    user?: Counted<{ accountId?: string }>;
    group?: Counted<{ id?: string }>;
  };
}

/** What a search by CQL finds: API v1. */
export interface FoundReply {
  id?: string;
  type?: string;
  status?: string;
  title?: string;
  version?: { number?: number; when?: string | null };
  container?: { id?: string | number; type?: string };
  metadata?: { labels?: { results?: ({ name?: string } | null)[]; size?: number } };
  extensions?: { mediaType?: string; fileSize?: number };
  restrictions?: { read?: RestrictionReply };
}
