import type { AnyItem, Attachment, Comment, Content, Space, User } from "../site/items.ts";
import type { World } from "../world.ts";
import { type BodyFormat, bodyOf } from "./bodies.ts";

interface Shown {
  format?: BodyFormat | undefined;
  withLabels?: boolean | undefined;
  withVersion?: boolean | undefined;
}

/** So many come along with what has them; the rest is to be asked for. */
const MOST_LABELS = 50;

export function time(at: number): string {
  return new Date(at).toISOString();
}

function versionJson(item: AnyItem) {
  const { version: number, editedAt, editorId: authorId } = item;
  return { number, message: "", minorEdit: false, authorId, createdAt: time(editedAt) };
}

function body(item: Content | Comment, format: BodyFormat | undefined) {
  if (format === undefined) return {};
  return { [format]: { representation: format, value: bodyOf(item.text, format) } };
}

function labels(item: AnyItem, self: string) {
  return {
    results: item.labels.slice(0, MOST_LABELS).map(labelJson),
    meta: { hasMore: item.labels.length > MOST_LABELS },
    _links: { self },
  };
}

/** An id that is the same for the same label everywhere. */
export function labelJson(name: string) {
  const id = String(1_000_000 + [...name].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 7));
  return { id, name, prefix: "global" };
}

export function webPath(world: World, item: Content): string {
  const key = world.site.spaces.get(item.spaceId)?.key ?? "";
  const title = encodeURIComponent(item.title.toWellFormed()).replaceAll("%20", "+");
  if (item.type === "blogpost") {
    const day = time(item.createdAt).slice(0, 10).replaceAll("-", "/");
    return `/spaces/${key}/blog/${day}/${item.id}/${title}`;
  }
  const isHome = item.type === "page" && item.parentId === undefined;
  const kind = item.type === "page" ? "pages" : item.type;
  return isHome ? `/spaces/${key}/overview` : `/spaces/${key}/${kind}/${item.id}/${title}`;
}

/** Pages, blog posts, and what else may stand in the tree. */
export function contentJson(world: World, item: Content, shown: Shown = {}) {
  const { id, status, title, spaceId, authorId, createdAt } = item;
  const { format, withLabels = false, withVersion = true } = shown;
  const isText = item.type === "page" || item.type === "blogpost";
  const webui = webPath(world, item);
  const parent = item.parentId === undefined ? undefined : world.site.items.get(item.parentId);
  return {
    ...{ id, status, title, spaceId },
    ...(item.type === "blogpost"
      ? {}
      : {
          parentId: item.parentId ?? null,
          parentType: parent?.type ?? null,
          position: 0,
          ownerId: authorId,
          ...(item.type === "page" ? { lastOwnerId: null } : { type: item.type }),
        }),
    ...{ authorId, createdAt: time(createdAt) },
    ...(withVersion ? { version: versionJson(item) } : {}),
    ...(isText ? { body: body(item, format) } : {}),
    ...(withLabels ? { labels: labels(item, `/wiki/api/v2/${item.type}s/${id}/labels`) } : {}),
    _links: isText
      ? { webui, editui: `/pages/resumedraft.action?draftId=${id}`, tinyui: `/x/${id}` }
      : { webui },
  };
}

export function spaceJson(space: Space, descriptionFormat?: "plain" | "view") {
  const { id, key, name, type, status, authorId, createdAt, homepageId, description } = space;
  return {
    ...{ id, key, name, type, status, authorId, homepageId },
    createdAt: time(createdAt),
    description:
      descriptionFormat === undefined
        ? null
        : { [descriptionFormat]: { representation: descriptionFormat, value: description } },
    icon: null,
    _links: { webui: `/spaces/${key}` },
  };
}

export function commentJson(world: World, comment: Comment, shown: Shown = {}) {
  const { id, status, title, containerId, parentCommentId, place, selection } = comment;
  const container = world.site.items.get(containerId);
  const on = { page: "pageId", blogpost: "blogPostId", attachment: "attachmentId" } as const;
  const kind = container?.type as keyof typeof on;
  return {
    ...{ id, status, title },
    ...(parentCommentId === undefined ? { [on[kind]]: containerId } : { parentCommentId }),
    ...(shown.withVersion === false ? {} : { version: versionJson(comment) }),
    body: body(comment, shown.format),
    ...(place === "inline"
      ? {
          resolutionStatus: comment.resolution,
          properties: { inlineMarkerRef: `ref-${id}`, inlineOriginalSelection: selection },
        }
      : {}),
    _links: {
      webui:
        container === undefined || "containerId" in container
          ? ""
          : `${webPath(world, container)}?focusedCommentId=${id}`,
    },
  };
}

/** What browsers are given to load a file, without `/wiki`. */
export function downloadPath(attachment: Attachment): string {
  const { containerId, title, version, editedAt } = attachment;
  const query = `version=${version}&modificationDate=${editedAt}&cacheVersion=1&api=v2`;
  return `/download/attachments/${containerId}/${encodeURIComponent(title)}?${query}`;
}

export function attachmentJson(world: World, attachment: Attachment, shown: Shown = {}) {
  const { id, status, title, createdAt, containerId, mediaType, fileId, bytes } = attachment;
  const container = world.site.items.get(containerId);
  const webuiLink = `/pages/viewpageattachments.action?pageId=${containerId}&preview=${id}`;
  const downloadLink = downloadPath(attachment);
  return {
    ...{ id, status, title, createdAt: time(createdAt) },
    ...(container?.type === "blogpost" ? { blogPostId: containerId } : { pageId: containerId }),
    ...{ mediaType, mediaTypeDescription: mediaType, comment: "", fileId },
    ...{ fileSize: bytes.length, webuiLink, downloadLink },
    ...(shown.withVersion === false ? {} : { version: versionJson(attachment) }),
    ...(shown.withLabels
      ? { labels: labels(attachment, `/wiki/api/v2/attachments/${id}/labels`) }
      : {}),
    _links: { webui: webuiLink, download: downloadLink },
  };
}

/** Privacy settings hide the e-mail and the time zone together, as far as anybody can tell. */
export function userJson(user: User) {
  const { accountId, name, email, emailVisible, timeZone, accountType, accountStatus } = user;
  return {
    ...{ accountId, displayName: name, publicName: name, isExternalCollaborator: false },
    ...{ accountStatus, accountType, personalSpaceId: null },
    email: emailVisible ? email : "",
    timeZone: emailVisible ? timeZone : null,
    profilePicture: { path: "/wiki/aa-avatar/user", isDefault: true },
  };
}
