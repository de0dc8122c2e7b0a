import { fresh, put } from "./nodes.ts";
import { type SiteState, touch } from "./site-state.ts";

interface NewComment {
  /** The page, blog post or attachment. */
  on: string;
  storage: string;
  authorId?: string;
  /** The words that it is about; makes it an inline comment. */
  selection?: string;
  resolution?: "open" | "resolved" | "reopened" | "dangling";
  /** The comment that it answers. */
  replyTo?: string;
}

interface NewAttachment {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
  authorId?: string;
}

/** Comments and attachments. */
export function createTalk(state: SiteState) {
  function container(id: string) {
    const item = state.items.get(id);
    if (item === undefined) throw new Error(`there is nothing with the id ${id}`);
    return item;
  }

  return {
    comment(options: NewComment): string {
      const { on, storage, selection, replyTo } = options;
      const { spaceId, title, authorId } = container(on);
      const answered = replyTo === undefined ? undefined : container(replyTo);
      const isInline =
        selection !== undefined || (answered?.type === "comment" && answered.place === "inline");
      const id = state.newId();
      const text = { storage };
      const made = { title: `Re: ${title}`, text, authorId: options.authorId ?? authorId };
      put(state, {
        ...fresh(state, spaceId, made),
        ...{ id, text, containerId: on, parentCommentId: replyTo },
        type: "comment",
        place: isInline ? "inline" : "footer",
        selection: selection ?? "",
        resolution: options.resolution ?? "open",
      });
      return id;
    },

    resolve(id: string, resolution: "open" | "resolved" | "reopened" = "resolved"): void {
      const item = container(id);
      if (item.type !== "comment") throw new Error(`${id} is no comment`);
      item.resolution = resolution;
      touch(state, item);
    },

    attach(on: string, { fileName, mediaType, bytes, authorId }: NewAttachment): string {
      const holder = container(on);
      const id = state.newId("attachment");
      const made = { title: fileName, text: {}, authorId: authorId ?? holder.authorId };
      put(state, {
        ...fresh(state, holder.spaceId, made),
        ...{ id, mediaType, bytes, containerId: on },
        type: "attachment",
        fileId: state.newId("file"),
      });
      return id;
    },

    /** A new version of an attachment. */
    replaceFile(id: string, bytes: Uint8Array): void {
      const item = container(id);
      if (item.type !== "attachment") throw new Error(`${id} is no attachment`);
      item.bytes = bytes;
      touch(state, item);
    },
  };
}
