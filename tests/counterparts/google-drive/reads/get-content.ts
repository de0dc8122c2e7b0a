import { type Call, findFile } from "../api/call.ts";
import type { Access } from "../drive/access.ts";
import { type DriveItem, isNative } from "../drive/items.ts";
import { exportFormatsOf } from "../exports/export-formats.ts";
import { mayDownload } from "../replies/file-json.ts";
import { forbidden, Refusal } from "../replies/refusal.ts";

/** Bytes in place of JSON. */
export class Download {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  /** The connection breaks in the middle. */
  readonly isCut: boolean;

  constructor(bytes: Uint8Array, mimeType: string, isCut = false) {
    this.bytes = bytes;
    this.mimeType = mimeType;
    this.isCut = isCut;
  }
}

const CONTENT_SCOPES = ["drive", "drive.readonly", "drive.file", "drive.meet.readonly"];

/** The bytes of a file that is not one of Google's own kinds. */
export function downloadFile(call: Call, item: DriveItem, access: Access): Download {
  if (!CONTENT_SCOPES.some((scope) => call.scopes.has(scope))) {
    throw forbidden("cannotDownloadFile", "This file cannot be downloaded by the user.", "alt");
  }
  if (item.content?.kind !== "bytes" || isNative(item.mimeType)) {
    throw forbidden(
      "fileNotDownloadable",
      "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
      "alt",
    );
  }
  if (!mayDownload(item, access)) {
    throw forbidden("cannotDownloadFile", "This file cannot be downloaded by the user.");
  }
  checkAbuse(call, item, access);
  return new Download(item.content.bytes, item.mimeType, checkBroken(call, item, "Download"));
}

/** A document of one of Google's kinds in another format. */
export function exportFile(call: Call): Download {
  const { item, access } = findFile({ ...call, query: withAllDrives(call) }, call.ids[0] ?? "");
  return exported(
    call,
    item,
    access,
    ({ mimeType }) => mimeType === call.query.text("mimeType"),
    true,
  );
}

/** What `exportLinks` lead to: the same, however large. */
export function exportByLink(call: Call, id: string, extension: string): Download {
  const { item, access } = findFile({ ...call, query: withAllDrives(call) }, id);
  return exported(call, item, access, (format) => format.extension === extension, false);
}

type Format = ReturnType<typeof exportFormatsOf>[number];

function exported(
  call: Call,
  item: DriveItem,
  access: Access,
  isAsked: (format: Format) => boolean,
  isLimited: boolean,
): Download {
  if (!isNative(item.mimeType)) {
    throw forbidden("fileNotExportable", "Export only supports Docs Editors files.");
  }
  const format = exportFormatsOf(item.mimeType).find(isAsked);
  if (format === undefined || item.content === undefined) {
    throw new Refusal(400, "The requested conversion is not supported.", {
      reason: "badRequest",
      location: "convertTo",
    });
  }
  if (!mayDownload(item, access)) {
    throw forbidden("cannotExportFile", "This file cannot be exported by the user.");
  }
  const isCut = checkBroken(call, item, "Export");
  const bytes = Buffer.from(format.write(item.content) as string);
  if (isLimited && bytes.length > call.world.exportLimit) {
    throw forbidden("exportSizeLimitExceeded", "This file is too large to be exported.");
  }
  return new Download(bytes, format.mimeType, isCut);
}

/** Export knows no parameter for shared drives, and needs none. */
function withAllDrives({ query }: Call): Call["query"] {
  return { ...query, flag: (name) => name === "supportsAllDrives" || query.flag(name) };
}

function checkAbuse({ query }: Call, item: DriveItem, { role }: Access): void {
  const isAcknowledged = query.flag("acknowledgeAbuse");
  if (isAcknowledged && !item.isAbusive) {
    throw forbidden(
      "invalidAbuseAcknowledgment",
      "This file has not been flagged for abuse.",
      "acknowledgeAbuse",
    );
  }
  if (!item.isAbusive) return;
  if (!isAcknowledged) {
    throw forbidden(
      "cannotDownloadAbusiveFile",
      "This file has been identified as malware or spam and cannot be downloaded.",
      "alt",
    );
  }
  if (role !== "owner" && role !== "organizer") {
    throw forbidden(
      "cannotDownloadAbusiveFile",
      "Only the owner can download abusive files.",
      "acknowledgeAbuse",
    );
  }
}

/** Whether it breaks off; other ways of being broken are refusals. */
function checkBroken({ world }: Call, { id }: DriveItem, doing: "Download" | "Export"): boolean {
  const how = world.broken.get(id);
  if (how === 500) throw new Refusal(500, "Internal Error", { reason: "internalError" });
  if (how === 403) {
    const verb = doing === "Download" ? "downloaded" : "exported";
    throw forbidden(`cannot${doing}File`, `This file cannot be ${verb} by the user.`);
  }
  return how === "cut";
}
