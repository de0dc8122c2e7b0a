import { namesDocument } from "../../shared/extraction/detect-format.ts";
import type { AttachmentReply } from "../api/shapes.ts";
import { oneLine, readTime } from "./node.ts";
import type { Found } from "./search-content.ts";

/** A file on a page or blog post. */
export interface Attachment {
  id: string;
  containerId: string;
  title: string;
  version: number;
  /** Milliseconds; 0 where it is not said. */
  editedAt: number;
  mediaType: string | undefined;
}

/** As the search shows it. */
export function fromFound(found: Found, containerId: string): Attachment {
  return {
    id: found.id,
    containerId,
    title: oneLine(found.title) || found.id,
    version: found.version?.number ?? 0,
    editedAt: readTime(found.version?.when),
    mediaType: found.extensions?.mediaType,
  };
}

/** As API v2 shows it; undefined for what is in the trash, and on something else than a page. */
export function fromReply(reply: AttachmentReply): Attachment | undefined {
  const containerId = reply.pageId ?? reply.blogPostId;
  const isThere = ["current", "archived"].includes(reply.status ?? "current");
  if (containerId === undefined || !isThere) return undefined;
  return {
    id: reply.id,
    containerId: String(containerId),
    title: oneLine(reply.title) || reply.id,
    version: reply.version?.number ?? 0,
    editedAt: readTime(reply.version?.createdAt),
    mediaType: reply.mediaType,
  };
}

/** Pictures, films and archives are no documents. */
export function isReadable({ title }: Attachment): boolean {
  return namesDocument(title);
}

/** Where people look at it, among the files of its page; the APIs each name another address. */
export function attachmentUrl(site: string, { id, containerId, title }: Attachment): string {
  const preview = `/${containerId}/${id.replace(/^att/, "")}/${title}`;
  const query = new URLSearchParams({ pageId: containerId, preview });
  return `${site}/wiki/pages/viewpageattachments.action?${query}`;
}
