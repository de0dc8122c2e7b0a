import { isFullBlock, isFullPage } from "@notionhq/client";
import { ConnectorError } from "../../connector.ts";
import { namesDocument } from "../../shared/extraction/detect-format.ts";
import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import { contentOf } from "../markdown/block-tree.ts";
import { lastPart } from "../markdown/media.ts";
import { FAILURES_IN_A_ROW, type Run } from "../sync/run.ts";
import { downloadFile, ExpiredAddressError } from "./download-file.ts";
import type { ExtractFile } from "./extract-file.ts";
import { type Attachment, addressIn, filesIn, pageOf } from "./find-attachments.ts";

/**
 * A file's text. @throws UnreadableDocumentError, or ConnectorError when Notion or its storage is
 * away; once several in a row could not be had, the others of the run are not tried.
 */
export async function readAttachment(run: Run, attachment: Attachment, extract: ExtractFile) {
  if (run.downloadFailuresInARow >= FAILURES_IN_A_ROW) {
    const reason = "was left out, because other files could not be downloaded: it is tried later";
    throw new ConnectorError("unavailable", reason);
  }
  const { bytes, mimeType } = await download(run, attachment).catch((error: unknown) => {
    const isAway = error instanceof ConnectorError && error.code === "unavailable";
    if (isAway) run.downloadFailuresInARow += 1;
    throw error;
  });
  run.downloadFailuresInARow = 0;
  const { name, address } = attachment;
  // Renamed without its extension it still is what it was.
  const fileName = namesDocument(name) ? name : lastPart(address) || name;
  return extract(bytes, { fileName, mimeType }, run.request.signal);
}

async function download(run: Run, attachment: Attachment) {
  try {
    return await downloadFile(run, attachment.address);
  } catch (error) {
    if (!(error instanceof ExpiredAddressError)) throw error;
  }
  try {
    return await downloadFile(run, await askAgain(run, attachment));
  } catch (error) {
    if (!(error instanceof ExpiredAddressError)) throw error;
    throw new UnreadableDocumentError(`could not be downloaded (its server ${error.message})`);
  }
}

/** Notion gives another address, good for an hour more, whenever it is asked. */
async function askAgain({ api }: Run, { documentId, holder }: Attachment): Promise<string> {
  let content: Record<string, unknown> | undefined;
  if (holder.type === "block") {
    const block = await api.blocks.retrieve({ block_id: holder.id });
    content = isFullBlock(block) ? contentOf(block) : undefined;
  } else {
    const page = await api.pages.retrieve({ page_id: pageOf(documentId) });
    const properties = isFullPage(page) ? Object.values(page.properties) : [];
    const property = properties.find(({ id }) => id === holder.id);
    content = property === undefined ? undefined : filesIn(property)[holder.at];
  }
  const address = content === undefined ? undefined : addressIn(content);
  if (address === undefined) throw new UnreadableDocumentError("is not there any more");
  return address;
}
