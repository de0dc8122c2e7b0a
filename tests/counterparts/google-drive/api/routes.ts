import { exportFormats } from "../exports/export-formats.ts";
import { type Download, downloadFile, exportFile } from "../reads/get-content.ts";
import { getStartPageToken, listChanges } from "../reads/list-changes.ts";
import { getDrive, listDrives } from "../reads/list-drives.ts";
import { listFiles } from "../reads/list-files.ts";
import { getPermission, listPermissions } from "../reads/list-permissions.ts";
import { project } from "../replies/field-mask.ts";
import { fileJson, userJson } from "../replies/file-json.ts";
import { forbidden, invalid } from "../replies/refusal.ts";
import type { MethodName } from "../requests/methods.ts";
import { type Call, findFile, viewOf } from "./call.ts";

type Handler = (call: Call) => object | Download;

/** What each method answers. */
export const HANDLERS: Record<MethodName, Handler> = {
  about: getAbout,
  startPageToken: (call) => getStartPageToken(call) as object,
  changes: listChanges,
  drives: (call) => listDrives(call) as object,
  drive: (call) => getDrive(call) as object,
  files: (call) => project(listFiles(call), call.mask) as object,
  export: exportFile,
  permissions: (call) => listPermissions(call) as object,
  permission: (call) => getPermission(call) as object,
  file: getFile,
};

function getFile(call: Call): object | Download {
  const { query, mask } = call;
  const { item, access } = findFile(call, call.ids[0] ?? "");
  const alt = query.text("alt") ?? "json";
  if (alt === "media") return downloadFile(call, item, access);
  if (alt !== "json") throw invalid("alt");
  if (query.flag("acknowledgeAbuse")) {
    throw forbidden(
      "invalidAbuseAcknowledgment",
      "The acknowledgeAbuse parameter is only for downloads.",
      "acknowledgeAbuse",
    );
  }
  return fileJson(viewOf(call, item, access), mask);
}

function getAbout({ world: { drive }, caller, mask }: Call): object {
  const about = {
    kind: "drive#about",
    user: userJson(drive, caller, caller.email),
    storageQuota: { usage: "0", usageInDrive: "0", usageInDriveTrash: "0" },
    exportFormats: exportFormats(),
    importFormats: {},
    maxImportSizes: {},
    maxUploadSize: "5242880000000",
    appInstalled: true,
    folderColorPalette: ["#ac725e"],
    canCreateDrives: true,
    canCreateTeamDrives: true,
    driveThemes: [],
    teamDriveThemes: [],
  };
  return project(about, mask) as object;
}
