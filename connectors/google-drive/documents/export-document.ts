import { ConnectorError } from "../../connector.ts";
import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import { isRefusedFor } from "../api/translate-drive-error.ts";
import type { Run } from "../sync/run.ts";
import type { DriveItem } from "../tree/drive-item.ts";
import { cleanExport } from "./clean-export.ts";

const MARKDOWN = "text/markdown";
const PLAIN = "text/plain";
const OFFICE = {
  spreadsheet: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  presentation: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
} as const;

const TOO_LARGE = "exportSizeLimitExceeded";

/** A Google Doc as Markdown; one that is too large for that as plain text. */
export async function exportDocument(run: Run, item: DriveItem): Promise<string> {
  const { bytes } = await exportAs(run, item, [MARKDOWN, PLAIN]);
  return cleanExport(bytes.toString("utf8"), item.name);
}

/** A Google Sheet or Slides as an Office file, with all sheets, or notes. */
export function exportOffice(run: Run, item: DriveItem, kind: keyof typeof OFFICE) {
  const mimeType = OFFICE[kind];
  return exportAs(run, item, kind === "presentation" ? [mimeType, PLAIN] : [mimeType]);
}

/** In the first of these types that Drive gives; it exports 10 MB at most, and more by a link. */
async function exportAs(
  run: Run,
  item: DriveItem,
  mimeTypes: readonly string[],
): Promise<{ bytes: Buffer; mimeType: string }> {
  const { api, settings } = run;
  let links: Record<string, string> | undefined;
  for (const mimeType of mimeTypes) {
    try {
      return { bytes: await api.export(item.id, mimeType, settings.maxFileBytes), mimeType };
    } catch (error) {
      if (!isRefusedFor(error, TOO_LARGE)) throw explain(error);
    }
    links ??= (await api.getFile(item.id, "exportLinks"))?.exportLinks ?? {};
    const link = links[mimeType];
    if (link === undefined) continue;
    try {
      return { bytes: await api.readLink(link, settings.maxFileBytes), mimeType };
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
  }
  throw new UnreadableDocumentError(
    "is larger than Google exports (10 MB), and its export link gave nothing: split it",
  );
}

/** No, whatever the reason: another type may still be given. */
function isRefused(error: unknown): boolean {
  if (error instanceof UnreadableDocumentError) return true;
  return (
    error instanceof ConnectorError && ["forbidden", "invalid", "not-found"].includes(error.code)
  );
}

function explain(error: unknown): unknown {
  if (!isRefusedFor(error, "cannotExportFile", "fileNotExportable")) return error;
  return new UnreadableDocumentError("cannot be exported: its owner does not allow copies", {
    cause: error,
  });
}
