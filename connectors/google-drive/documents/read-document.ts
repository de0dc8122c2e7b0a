import { extractText } from "../../shared/extraction/extract-text.ts";
import { DEFAULT_LIMITS } from "../../shared/extraction/extraction-limits.ts";
import { tooLarge } from "../../shared/http/read-limited.ts";
import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import type { Run } from "../sync/run.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import type { DriveKind } from "../tree/file-kind.ts";
import { exportDocument, exportOffice } from "./export-document.ts";

/** A file's text as Markdown. @throws UnreadableDocumentError with the reason of a failure */
export async function readDocument(run: Run, item: DriveItem, kind: DriveKind): Promise<string> {
  if (!item.canDownload) {
    throw new UnreadableDocumentError(
      "may not be downloaded, copied or printed by the account; its owner can allow that",
    );
  }
  if (kind === "document") return exportDocument(run, item);
  if (kind === "spreadsheet" || kind === "presentation") {
    const { bytes, mimeType } = await exportOffice(run, item, kind);
    return extract(run, bytes, item.name, mimeType);
  }
  const { maxFileBytes } = run.settings;
  if ((item.sizeBytes ?? 0) > maxFileBytes) throw tooLarge(item.sizeBytes ?? 0, maxFileBytes);
  // Google refuses to send nothing.
  const isEmpty = item.sizeBytes === 0;
  const bytes = isEmpty ? Buffer.alloc(0) : await run.api.download(item.id, maxFileBytes);
  return extract(run, bytes, item.name, item.mimeType);
}

async function extract(
  run: Run,
  bytes: Buffer,
  fileName: string,
  mimeType: string,
): Promise<string> {
  const { signal } = run.request;
  const { markdown } = await extractText(bytes, { fileName, mimeType }, DEFAULT_LIMITS, signal);
  return markdown;
}
