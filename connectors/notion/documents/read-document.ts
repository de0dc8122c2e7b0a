import type {
  BlockObjectResponse,
  DataSourceObjectResponse,
  PageObjectResponse,
} from "@notionhq/client";
import { ConnectorError } from "../../connector.ts";
import { type Borrower, createBorrower } from "../borrowed/borrower.ts";
import type { Borrowing } from "../borrowed/borrowing.ts";
import { type BlockNode, contentOf, walkBlocks } from "../markdown/block-tree.ts";
import { blocksToMarkdown } from "../markdown/blocks-to-markdown.ts";
import { dataSourceToMarkdown } from "../markdown/data-source-to-markdown.ts";
import { namesNeeded, propertiesToMarkdown } from "../markdown/property-to-text.ts";
import { gatherNames, mentionedIds, type NamesWanted } from "../markdown/rich-text.ts";
import type { Run } from "../sync/run.ts";
import type { Node } from "../workspace/node.ts";
import type { Place } from "../workspace/places.ts";
import { type Attachment, findAttachments } from "./find-attachments.ts";
import { propertiesToShow } from "./properties-to-show.ts";
import { isCopy, isDocument, NOTHING, readBlocks } from "./read-blocks.ts";
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

export interface Child {
  id: string;
  type: "page" | "database";
  title: string;
  blockId: string | undefined;
}

/** A page, row or data source with all its text. @throws ConnectorError */
export async function readDocument(run: Run, node: Node, place: Place): Promise<ReadDocument> {
  const raw = node.raw ?? (await refetch(run, node));
  const borrower = createBorrower(run, node.id, place);
  if (raw.object === "data_source") {
    return readDataSource(run, raw as DataSourceObjectResponse, borrower);
  }
  return readPage(run, raw as PageObjectResponse, borrower);
}

/** What is attached to a page, asked for without the rest. @throws ConnectorError */
export async function readAttachmentsOf(run: Run, node: Node): Promise<Attachment[]> {
  const page = node.raw ?? (await refetch(run, node));
  if (page.object !== "page") return [];
  const borrower = createBorrower(run, node.id, await run.places.of(node));
  const blocks = await readBlocks(run.api, page.id, borrower.mayShowBlock);
  return findAttachments(page.id, page.properties, blocks);
}

async function refetch({ workspace }: Run, node: Node): Promise<NonNullable<Node["raw"]>> {
  const type = node.kind === "data-source" ? "data-source" : "page";
  const raw = (await workspace.fetchNode(node.id, type))?.raw;
  if (raw === undefined) throw new ConnectorError("not-found", "is not shown any more.");
  return raw;
}

async function readDataSource(
  run: Run,
  source: DataSourceObjectResponse,
  borrower: Borrower,
): Promise<ReadDocument> {
  const names = await run.names.find(mentionedIds(source.description), borrower);
  const markdown = dataSourceToMarkdown(source, names);
  const borrowings = borrower.borrowings();
  return { markdown, children: [], attachments: [], borrowings, isWhole: true };
}

async function readPage(
  run: Run,
  page: PageObjectResponse,
  borrower: Borrower,
): Promise<ReadDocument> {
  const { api, names: book } = run;
  const properties = await propertiesToShow(run, page, borrower);
  const blocks = await readBlocks(api, page.id, borrower.mayShowBlock);
  const children = [...childrenIn(blocks)];
  const comments = await commentsOf(run, page.id, blocks);
  const authors = comments.filter((comment) => !comment.display_name?.resolved_name);
  const wanted = gatherNames([
    ...Object.values(properties).map(namesNeeded),
    ...[...walkBlocks(blocks)].flatMap(({ block }) => namesInBlock(block, children)),
    ...comments.map((comment) => mentionedIds(comment.rich_text)),
    { users: authors.flatMap((comment) => comment.created_by?.id ?? []), pages: [], databases: [] },
  ]);
  const names = await book.find(wanted, borrower);
  for (const { id, type, title } of children) {
    // A database's name was found with the others: in the block's words it may hold another page's.
    const shown = type === "page" ? await borrower.titleOfChild(id, title) : undefined;
    if (shown) names.set(id, shown);
  }
  const parts = [
    propertiesToMarkdown(properties, names),
    blocksToMarkdown(blocks, names),
    commentsToMarkdown(comments, names),
  ];
  return {
    markdown: parts.filter((part) => part !== "").join("\n\n"),
    children,
    attachments: findAttachments(page.id, properties, blocks),
    borrowings: borrower.borrowings(),
    isWhole: [...walkBlocks(blocks)].every(({ block }) => block !== NOTHING),
  };
}

async function commentsOf(run: Run, pageId: string, blocks: readonly BlockNode[]) {
  const found = [];
  // Pages on this one have comments of their own.
  const own = [...walkBlocks(blocks)].filter(
    ({ block }) => !isDocument(block) && block !== NOTHING,
  );
  const ids = run.settings.comments === "all" ? own.map(({ block }) => block.id) : [];
  for (const id of run.settings.comments === "none" ? [] : [pageId, ...ids]) {
    const comments = run.mayReadComments ? await readComments(run.api, id) : [];
    if (comments === undefined) run.mayReadComments = false;
    else found.push(...comments);
  }
  return found;
}

function namesInBlock(block: BlockObjectResponse, children: readonly Child[]): NamesWanted[] {
  const content = contentOf(block);
  const cells = Array.isArray(content.cells) ? content.cells : [];
  const named = [content.rich_text, content.caption, content.title, ...cells].map(mentionedIds);
  const isPage = block.type === "child_page";
  if (isPage && children.some(({ id }) => id === block.id)) return named;
  const pages = isPage ? [block.id] : [];
  const databases = block.type === "child_database" ? [block.id] : [];
  if (block.type === "link_to_page") {
    if (typeof content.page_id === "string") pages.push(content.page_id);
    if (typeof content.database_id === "string") databases.push(content.database_id);
  }
  return [...named, { users: [], pages, databases }];
}

function* childrenIn(nodes: readonly BlockNode[], blockId?: string): Generator<Child> {
  for (const { block, children } of nodes) {
    if (isDocument(block)) {
      const title = titleOf(block);
      const type = block.type === "child_page" ? "page" : "database";
      yield { id: block.id, type, title, blockId };
    }
    // What is in a copy stands on the page that its original is on.
    if (!isCopy(block)) yield* childrenIn(children, block.id);
  }
}

function titleOf(block: BlockObjectResponse): string {
  return (
    String(contentOf(block).title ?? "")
      .replaceAll(/\s+/g, " ")
      .trim() || "Untitled"
  );
}
