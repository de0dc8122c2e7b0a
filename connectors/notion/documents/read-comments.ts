import { type CommentObjectResponse, isFullComment } from "@notionhq/client";
import { ConnectorError } from "../../connector.ts";
import { listWhole } from "../api/list-pages.ts";
import type { NotionApi } from "../api/notion-api.ts";
import { richTextToMarkdown } from "../markdown/rich-text.ts";

/** The open comments on a page or block; undefined when the connection may not read comments. */
export async function readComments(
  api: NotionApi,
  id: string,
): Promise<CommentObjectResponse[] | undefined> {
  try {
    const found = await listWhole((cursor) =>
      api.comments.list({
        block_id: id,
        page_size: 100,
        ...(cursor === undefined ? {} : { start_cursor: cursor }),
      }),
    );
    return found.filter(isFullComment);
  } catch (error) {
    if (error instanceof ConnectorError && error.code === "forbidden") return undefined;
    throw error;
  }
}

/** Discussions in the order they began, each comment with its author and day. */
export function commentsToMarkdown(comments: readonly CommentObjectResponse[]): string {
  const discussions = Map.groupBy(comments, (comment) => comment.discussion_id);
  const lines = [...discussions.values()].flat().map((comment) => {
    const text = richTextToMarkdown(comment.rich_text)
      .replaceAll(/\s*\n\s*/g, " ")
      .trim();
    const { display_name: shown, created_by: user } = comment;
    const author = shown?.resolved_name ?? (user && "name" in user ? user.name : undefined);
    return `- ${author ?? "Someone"} (${comment.created_time.slice(0, 10)}): ${text}`;
  });
  return lines.length === 0 ? "" : `## Comments\n\n${lines.join("\n")}`;
}
