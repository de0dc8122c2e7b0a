import type {
  BlockObjectResponse,
  DataSourceObjectResponse,
  PageObjectResponse,
} from "@notionhq/client";
import { ConnectorError } from "../../connector.ts";
import { type BlockNode, contentOf, walkBlocks } from "../markdown/block-tree.ts";
import { blocksToMarkdown } from "../markdown/blocks-to-markdown.ts";
import { dataSourceToMarkdown } from "../markdown/data-source-to-markdown.ts";
import { namesNeeded, propertiesToMarkdown } from "../markdown/property-to-text.ts";
import { mentionedIds } from "../markdown/rich-text.ts";
import type { Run } from "../sync/run.ts";
import type { Node } from "../workspace/node.ts";
import { completeProperties } from "./complete-properties.ts";
import { type Attachment, findAttachments } from "./find-attachments.ts";
import type { NamesWanted } from "./name-book.ts";
import { isDocument, readBlocks } from "./read-blocks.ts";
import { commentsToMarkdown, readComments } from "./read-comments.ts";

export interface ReadDocument {
  markdown: string;
  /** Pages and databases that stand on it, and the block that Notion calls their parent. */
  children: { id: string; type: "page" | "database"; title: string; blockId: string | undefined }[];
  attachments: Attachment[];
}

/** A page, row or data source with all its text. @throws ConnectorError */
export async function readDocument(run: Run, node: Node): Promise<ReadDocument> {
  const raw = node.raw ?? (await refetch(run, node));
  if (raw.object === "data_source") {
    const markdown = dataSourceToMarkdown(raw as DataSourceObjectResponse);
    return { markdown, children: [], attachments: [] };
  }
  return readPage(run, raw as PageObjectResponse);
}

/** What is attached to a page, asked for without the rest. @throws ConnectorError */
export async function readAttachmentsOf(run: Run, node: Node): Promise<Attachment[]> {
  const page = node.raw ?? (await refetch(run, node));
  if (page.object !== "page") return [];
  return findAttachments(page.id, page.properties, await readBlocks(run.api, page.id));
}

async function refetch({ workspace }: Run, node: Node): Promise<NonNullable<Node["raw"]>> {
  const type = node.kind === "data-source" ? "data-source" : "page";
  const raw = (await workspace.fetchNode(node.id, type))?.raw;
  if (raw === undefined) throw new ConnectorError("not-found", "is not shown any more.");
  return raw;
}

async function readPage(run: Run, page: PageObjectResponse): Promise<ReadDocument> {
  const { api, names: book } = run;
  const properties = await completeProperties(api, page);
  const blocks = await readBlocks(api, page.id);
  const comments = await commentsOf(run, page.id, blocks);
  const authors = comments.filter((comment) => !comment.display_name?.resolved_name);
  const names = await book.find(
    gather([
      ...Object.values(properties).map(namesNeeded),
      ...[...walkBlocks(blocks)].flatMap(({ block }) => namesInBlock(block)),
      ...comments.map((comment) => mentionedIds(comment.rich_text)),
      { users: authors.map((comment) => comment.created_by.id), pages: [] },
    ]),
  );
  const parts = [
    propertiesToMarkdown(properties, names),
    blocksToMarkdown(blocks, names),
    commentsToMarkdown(comments, names),
  ];
  return {
    markdown: parts.filter((part) => part !== "").join("\n\n"),
    children: [...childrenIn(blocks)],
    attachments: findAttachments(page.id, properties, blocks),
  };
}

async function commentsOf(run: Run, pageId: string, blocks: readonly BlockNode[]) {
  const found = [];
  // Pages on this one have comments of their own.
  const own = [...walkBlocks(blocks)].filter(({ block }) => !isDocument(block));
  const ids = run.settings.comments === "all" ? own.map(({ block }) => block.id) : [];
  for (const id of run.settings.comments === "none" ? [] : [pageId, ...ids]) {
    const comments = run.mayReadComments ? await readComments(run.api, id) : [];
    if (comments === undefined) run.mayReadComments = false;
    else found.push(...comments);
  }
  return found;
}

function namesInBlock(block: BlockObjectResponse): NamesWanted[] {
  const content = contentOf(block);
  const cells = Array.isArray(content.cells) ? content.cells : [];
  const linked = [content.page_id, content.database_id].filter((id) => typeof id === "string");
  return [
    ...[content.rich_text, content.caption, content.title, ...cells].map(mentionedIds),
    { users: [], pages: block.type === "link_to_page" ? linked : [] },
  ];
}

function gather(wanted: readonly NamesWanted[]): NamesWanted {
  return {
    users: [...new Set(wanted.flatMap(({ users }) => users))],
    pages: [...new Set(wanted.flatMap(({ pages }) => pages))],
  };
}

function* childrenIn(
  nodes: readonly BlockNode[],
  blockId?: string,
): Generator<ReadDocument["children"][number]> {
  for (const { block, children } of nodes) {
    if (isDocument(block)) {
      const title = String(contentOf(block).title ?? "");
      const type = block.type === "child_page" ? "page" : "database";
      yield { id: block.id, type, title, blockId };
    }
    yield* childrenIn(children, block.id);
  }
}
