import { admin_directory_v1 } from "@googleapis/admin";
import { drive_v3 } from "@googleapis/drive";
import { JWT, OAuth2Client } from "google-auth-library";
import type { OAuthApp, ServiceAccountKey } from "../auth/accounts.ts";
import type { GoogleDriveCounterpart } from "../start-google-drive-counterpart.ts";

export const READONLY = "https://www.googleapis.com/auth/drive.readonly";

export const MEMBERS_READONLY =
  "https://www.googleapis.com/auth/admin.directory.group.member.readonly";

const GOOGLE_TOKEN_URL = "https://oauth2.googleapis.com/token";

/** Google's own client, in the name of a service account or of a user that it may stand for. */
export function serviceClient(
  counterpart: GoogleDriveCounterpart,
  key: ServiceAccountKey,
  options: { subject?: string; scopes?: string[] } = {},
): drive_v3.Drive {
  return client(counterpart, serviceAuth(counterpart, key, options));
}

/** Google's client of its directory, in the same way. */
export function directoryClient(
  counterpart: GoogleDriveCounterpart,
  key: ServiceAccountKey,
  options: { subject?: string; scopes?: string[] } = {},
): admin_directory_v1.Admin {
  const auth = serviceAuth(counterpart, key, { scopes: [MEMBERS_READONLY], ...options });
  return new admin_directory_v1.Admin({ rootUrl: counterpart.apiUrl, auth, retry: false });
}

function serviceAuth(
  { tokenUrl }: GoogleDriveCounterpart,
  key: ServiceAccountKey,
  { subject, scopes = [READONLY] }: { subject?: string; scopes?: string[] },
): JWT {
  const auth = new JWT({
    email: key.client_email,
    key: key.private_key,
    scopes,
    ...(subject === undefined ? {} : { subject }),
  });
  redirect(auth, tokenUrl);
  return auth;
}

/** Google's client in the name of a user who allowed an app. */
export function userClient(
  counterpart: GoogleDriveCounterpart,
  { clientId, clientSecret }: OAuthApp,
  refreshToken: string,
): drive_v3.Drive {
  const auth = new OAuth2Client({
    clientId,
    clientSecret,
    endpoints: { oauth2TokenUrl: counterpart.tokenUrl },
  });
  auth.setCredentials({ refresh_token: refreshToken });
  return client(counterpart, auth);
}

function client({ apiUrl }: GoogleDriveCounterpart, auth: JWT | OAuth2Client): drive_v3.Drive {
  return new drive_v3.Drive({ rootUrl: apiUrl, auth, retry: false });
}

/** Google's token address is a constant in its library. */
function redirect({ transporter }: JWT, tokenUrl: string): void {
  const request = transporter.request.bind(transporter);
  transporter.request = (options) =>
    request(
      String(options?.url) === GOOGLE_TOKEN_URL
        ? { ...options, url: new URL(tokenUrl), retryConfig: { retry: 0 } }
        : options,
    );
}
