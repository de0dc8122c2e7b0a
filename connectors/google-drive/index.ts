import { defineConnector } from "../definition.ts";
import { loadLaterWithGroups } from "../shared/load-later.ts";
import { oauth } from "./api/oauth-flow.ts";
import { type DriveSettings, driveSettings } from "./settings.ts";

export const googleDrive = defineConnector<DriveSettings>({
  kind: "google-drive",
  title: "Google Drive",
  settings: driveSettings,
  secret: {
    variable: "GOOGLE_DRIVE_CREDENTIALS",
    title: "key file of a Google service account",
    page: "https://console.cloud.google.com/iam-admin/serviceaccounts",
    isFile: true,
  },
  settingRoles: {
    drives: "scope",
    folders: "scope",
    myDrive: "scope",
    subject: "scope",
    groupsAdmin: "scope",
    exclude: "scope",
    domains: "scope",
    linkSharing: "scope",
    unknownReaders: "scope",
    maxFileBytes: "limit",
    sweepHours: "pace",
    requestsPerMinute: "pace",
    timeoutMs: "pace",
    apiUrl: "address",
    tokenUrl: "address",
    authorizeUrl: "address",
  },
  oauth,
  // Drive says of each file who may read it; what it does not say of is nobody's.
  defaultAudience: undefined,
  // Google's library is of no use to commands that have nothing to do with Drive.
  create: (settings, secret) =>
    loadLaterWithGroups("incremental", async () => {
      const { createGoogleDriveConnector } = await import("./google-drive-connector.ts");
      return createGoogleDriveConnector(settings, secret);
    }),
});
