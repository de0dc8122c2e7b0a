import type {
  CommentObjectResponse,
  DataSourceObjectResponse,
  PageObjectResponse,
} from "@notionhq/client";
import { ConnectorError } from "../../connector.ts";
import { type Borrower, createBorrower } from "../borrowed/borrower.ts";
import type { Borrowing } from "../borrowed/borrowing.ts";
import { type Lends, NOTHING_LENT, takeOver } from "../borrowed/take-over.ts";
import { type BlockNode, type Child, walkBlocks } from "../markdown/block-tree.ts";
import { blocksToMarkdown } from "../markdown/blocks-to-markdown.ts";
import { dataSourceToMarkdown } from "../markdown/data-source-to-markdown.ts";
import { propertiesToMarkdown } from "../markdown/property-to-text.ts";
import type { Run } from "../sync/run.ts";
import type { Node } from "../workspace/node.ts";
import type { Place } from "../workspace/places.ts";
import { type Attachment, findAttachments } from "./find-attachments.ts";
import { propertiesToShow } from "./properties-to-show.ts";
import { isDocument, NOTHING, readBlocks } from "./read-blocks.ts";
import { commentsToMarkdown, readComments } from "./read-comments.ts";

export interface ReadDocument {
  markdown: string;
  /** Pages and databases that stand on it, and the block that Notion calls their parent. */
  children: Child[];
  attachments: Attachment[];
  /** What it shows of other documents. */
  borrowings: Borrowing[];
  /** False: Notion kept some of it back, which may come yet. */
  isWhole: boolean;
}

/** A page, row or data source with all its text. @throws ConnectorError */
export async function readDocument(run: Run, node: Node, place: Place): Promise<ReadDocument> {
  const raw = node.raw ?? (await refetch(run, node));
  const borrower = createBorrower(run, node.id, place);
  if (raw.object === "data_source") {
    return readDataSource(raw as DataSourceObjectResponse, borrower);
  }
  return readPage(run, raw as PageObjectResponse, place, borrower);
}

/** What is attached to a page, asked for without the rest. @throws ConnectorError */
export async function readAttachmentsOf(run: Run, node: Node): Promise<Attachment[]> {
  const page = node.raw ?? (await refetch(run, node));
  if (page.object !== "page") return [];
  const { mayShowBlock } = createBorrower(run, node.id, await run.places.of(node));
  const blocks = await readBlocks(run.api, page.id, { ...NOTHING_LENT, mayShowBlock });
  return findAttachments(page.id, page.properties, blocks);
}

async function refetch({ workspace }: Run, node: Node): Promise<NonNullable<Node["raw"]>> {
  const type = node.kind === "data-source" ? "data-source" : "page";
  const raw = (await workspace.fetchNode(node.id, type))?.raw;
  if (raw === undefined) throw new ConnectorError("not-found", "is not shown any more.");
  return raw;
}

async function readDataSource(
  source: DataSourceObjectResponse,
  borrower: Borrower,
): Promise<ReadDocument> {
  const { description } = await takeOver({ description: source.description }, borrower);
  const markdown = dataSourceToMarkdown({ ...source, description });
  const borrowings = borrower.borrowings();
  return { markdown, children: [], attachments: [], borrowings, isWhole: true };
}

async function readPage(
  run: Run,
  page: PageObjectResponse,
  place: Place,
  borrower: Borrower,
): Promise<ReadDocument> {
  const properties = await propertiesToShow(run, page, place, borrower);
  const blocks = await readBlocks(run.api, page.id, borrower);
  const comments = await commentsOf(run, page.id, blocks, borrower);
  const parts = [
    propertiesToMarkdown(properties),
    blocksToMarkdown(blocks),
    commentsToMarkdown(comments),
  ];
  return {
    markdown: parts.filter((part) => part !== "").join("\n\n"),
    children: [...walkBlocks(blocks)].flatMap(({ child }) => child ?? []),
    attachments: findAttachments(page.id, properties, blocks),
    borrowings: borrower.borrowings(),
    isWhole: [...walkBlocks(blocks)].every(({ block }) => block !== NOTHING),
  };
}

async function commentsOf(
  run: Run,
  pageId: string,
  blocks: readonly BlockNode[],
  lends: Lends,
): Promise<CommentObjectResponse[]> {
  const found: CommentObjectResponse[] = [];
  // Pages on this one have comments of their own.
  const own = [...walkBlocks(blocks)].filter(
    ({ block }) => !isDocument(block) && block !== NOTHING,
  );
  const ids = run.settings.comments === "all" ? own.map(({ block }) => block.id) : [];
  for (const id of run.settings.comments === "none" ? [] : [pageId, ...ids]) {
    const comments = run.mayReadComments ? await readComments(run.api, id) : [];
    if (comments === undefined) run.mayReadComments = false;
    else for (const comment of comments) found.push(await takeOverComment(comment, lends));
  }
  return found;
}

async function takeOverComment(
  comment: CommentObjectResponse,
  lends: Lends,
): Promise<CommentObjectResponse> {
  const { rich_text, created_by } = comment;
  const isSigned = Boolean(comment.display_name?.resolved_name);
  const shown = isSigned ? { rich_text } : { rich_text, created_by };
  return { ...comment, ...(await takeOver(shown, lends)) };
}
