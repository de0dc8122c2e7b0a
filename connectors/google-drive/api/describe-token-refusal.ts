import { ConnectorError } from "../../connector.ts";
import { SCOPE } from "./service-account.ts";

interface Refusal {
  /** OAuth's word, such as `invalid_grant`. */
  error: string;
  description: string;
}

/** Whom a token is for, and what; nothing of it is known of a person's grant. */
export interface TokenOwner {
  email?: string;
  subject?: string | undefined;
  scope?: string;
  /** That names the subject. */
  setting?: string;
}

/** One sentence for each reason that Google gives no token. */
export function describeTokenRefusal(
  refusal: Refusal,
  { email, subject, scope = SCOPE, setting = "subject" }: TokenOwner,
): ConnectorError {
  const { error, description } = refusal;
  const say = (sentence: string) =>
    new ConnectorError("unauthorized", sentence, { cause: refusal });
  if (email === undefined) {
    return error === "invalid_client" || error === "unauthorized_client"
      ? say(
          "Google does not accept the OAuth app: check GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET, then grant access again.",
        )
      : say(
          "The access that was granted to Google Drive has expired or was revoked: grant it again with `sources secret <name> --oauth`.",
        );
  }
  if (error === "unauthorized_client" || error === "access_denied") {
    return say(
      subject === undefined
        ? `Google gives ${email} no access token (${description || error}): check the service account in the Google Cloud console.`
        : `${email} may not act for ${subject}: in the Google Admin console under Security › API controls › Domain-wide delegation, allow its client ID the scope ${scope}.`,
    );
  }
  if (/signature/i.test(description)) {
    return say(
      `Google does not know this key of ${email}: it was deleted or belongs to another account; create a new one and set it as the source's secret.`,
    );
  }
  if (/account not found|disabled/i.test(description)) {
    return say(`The service account ${email} does not exist any more, or is disabled.`);
  }
  if (/email|user id/i.test(description)) {
    return say(
      `Google knows nobody called ${subject ?? email}: check the setting \`${setting}\`, which must be a person of your domain.`,
    );
  }
  if (/short-lived|timeframe|iat|exp/i.test(description)) {
    return say("Google does not accept the time on this machine: set its clock.");
  }
  return say(`Google gives ${email} no access token (${description || error}).`);
}
