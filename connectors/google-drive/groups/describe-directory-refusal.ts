import type { ConnectorErrorCode } from "../../connector.ts";
import type { DriveRefusal } from "../api/drive-reasons.ts";
import { DIRECTORY_SCOPE } from "../api/service-account.ts";
import { clip, isNotEnabled, lacksScope } from "../api/translate-drive-error.ts";

/** One sentence for each reason that Google's directory does not tell who is in a group. */
export function describeDirectoryRefusal(
  code: ConnectorErrorCode,
  refusal: DriveRefusal,
  /** In whose name it was asked. */
  who: string,
): string {
  const { status, message } = refusal;
  if (isNotEnabled(refusal)) {
    return "The Admin SDK API is not enabled in the project of the key: enable it in the Google Cloud console under APIs & Services › Library, and try again in some minutes.";
  }
  if (lacksScope(refusal)) {
    return `The access that was granted does not cover ${DIRECTORY_SCOPE}: set \`groupsAdmin\`, and let that admin grant access again.`;
  }
  switch (code) {
    case "unauthorized":
      return "Google's directory does not accept the access token: set the source's secret anew.";
    case "forbidden":
      return `Google does not tell ${who} who is in this group (${clip(message)}): that takes the scope ${DIRECTORY_SCOPE}, for a service account with domain-wide delegation for it and an admin as its subject (\`groupsAdmin\`).`;
    case "not-found":
      return "Google's directory has nothing under this address.";
    case "rate-limited":
      return "Google's directory asked to slow down for longer than is waited for: lower `requestsPerMinute`, or wait for the next time.";
    case "invalid":
      return `Google's directory refused a request: ${clip(message)}`;
    case "unavailable":
      return status === undefined
        ? `Google's directory could not be reached (${clip(message)}): the next time tries again.`
        : `Google's directory answered with an error (${status}): the next time tries again.`;
  }
}
