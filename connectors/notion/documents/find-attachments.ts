import type { BlockObjectResponse, PageObjectResponse } from "@notionhq/client";
import { namesDocument } from "../../shared/extraction/detect-format.ts";
import { type BlockNode, contentOf, walkBlocks } from "../markdown/block-tree.ts";
import { fileName, lastPart } from "../markdown/media.ts";

/** A file of a kind that is read, on a page or in a property of it. */
export interface Attachment {
  /** Begins with its page's id: a synced block shows the same file on several pages. */
  documentId: string;
  name: string;
  /** Where its bytes lie, for an hour from when Notion gave it. */
  address: string;
  /** What to ask Notion for when the hour is over. */
  holder: { type: "block"; id: string } | { type: "property"; id: string; at: number };
  /** ISO 8601; a property does not say when it was edited. */
  editedAt?: string;
}

/** The page that a document is attached to; of any other document its own id. */
export function pageOf(documentId: string): string {
  return documentId.split("/", 1)[0] ?? documentId;
}

/**
 * The files on a page that lie at Notion. Those elsewhere are only named in its text: an address in
 * a page must not make this machine go anywhere.
 */
export function findAttachments(
  pageId: string,
  properties: PageObjectResponse["properties"],
  blocks: readonly BlockNode[],
): Attachment[] {
  const found = new Map<string, Attachment>();
  const add = (key: string, rest: Omit<Attachment, "documentId">) => {
    let documentId = `${pageId}/${key}`;
    for (let n = 2; found.has(documentId); n += 1) documentId = `${pageId}/${key}#${n}`;
    found.set(documentId, { documentId, ...rest });
  };
  for (const property of Object.values(properties ?? {})) {
    for (const [at, file] of filesIn(property).entries()) {
      const hosted = hostedFile(file);
      if (hosted === undefined || !isDocument(hosted)) continue;
      const holder = { type: "property", id: property.id, at } as const;
      add(`${property.id}/${hosted.name}`, { ...hosted, holder });
    }
  }
  for (const { block } of walkBlocks(blocks)) {
    const hosted = isHolder(block) ? hostedFile(contentOf(block)) : undefined;
    if (hosted === undefined || !(block.type === "pdf" || isDocument(hosted))) continue;
    const holder = { type: "block", id: block.id } as const;
    add(block.id, { ...hosted, holder, editedAt: block.last_edited_time });
  }
  return [...found.values()];
}

/** The address that an object of Notion's gives for the file; undefined when it is not there. */
export function addressIn(content: Record<string, unknown>): string | undefined {
  return hostedFile(content)?.address;
}

/** What a property of files holds, each as Notion gives it. */
export function filesIn(
  property: PageObjectResponse["properties"][string],
): Record<string, unknown>[] {
  return property?.type === "files" && Array.isArray(property.files)
    ? property.files.map((file) => ({ ...file }))
    : [];
}

function isHolder({ type }: BlockObjectResponse): boolean {
  return type === "file" || type === "pdf";
}

function hostedFile(
  content: Record<string, unknown>,
): Pick<Attachment, "name" | "address"> | undefined {
  if (content.type !== "file") return undefined;
  const { url } = (content.file ?? {}) as { url?: unknown };
  return typeof url === "string" && url !== ""
    ? { name: fileName(content) || "File", address: url }
    : undefined;
}

/** People rename files without a thought for the extension; the address keeps the first name. */
function isDocument({ name, address }: Pick<Attachment, "name" | "address">): boolean {
  return namesDocument(name) || namesDocument(lastPart(address));
}
