import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { z } from "zod";
import { ConnectorError } from "../../connector.ts";

/** All that reading takes, whichever way the account is reached. */
export const SCOPE = "https://www.googleapis.com/auth/drive.readonly";

/** What it takes to be told who is in a group: asked for apart, since a source can do without. */
export const DIRECTORY_SCOPE =
  "https://www.googleapis.com/auth/admin.directory.group.member.readonly";

export interface ServiceAccount {
  email: string;
  key: KeyObject;
  keyId: string | undefined;
}

const shape = z.object({
  type: z.literal("service_account"),
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
});

const LIFETIME_S = 3_600;

/** The account in a key file as Google hands it out. @throws ConnectorError */
export function readServiceAccount(text: string): ServiceAccount {
  const parsed = shape.safeParse(parseJson(text));
  if (!parsed.success) {
    throw wrongKey("is no service account key: it must be the whole JSON file that Google");
  }
  const { client_email: email, private_key: pem, private_key_id: keyId } = parsed.data;
  try {
    return { email, key: createPrivateKey(pem), keyId };
  } catch (cause) {
    throw wrongKey("holds a private key that cannot be read: give the file just as Google", cause);
  }
}

/** What the token endpoint takes for a proof: signed here, since Google's library knows one URL only. */
export function signAssertion(
  { email, key, keyId }: ServiceAccount,
  request: { audience: string; scope: string; subject: string | undefined; now: number },
): string {
  const issuedAt = Math.floor(request.now / 1_000);
  const header = { alg: "RS256", typ: "JWT", ...(keyId === undefined ? {} : { kid: keyId }) };
  const claims = {
    iss: email,
    scope: request.scope,
    aud: request.audience,
    iat: issuedAt,
    exp: issuedAt + LIFETIME_S,
    ...(request.subject === undefined ? {} : { sub: request.subject }),
  };
  const signed = [header, claims].map((part) => encode(JSON.stringify(part))).join(".");
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrongKey(what: string, cause?: unknown): ConnectorError {
  return new ConnectorError(
    "unauthorized",
    `The secret of the Google Drive source ${what} Cloud created under Keys › Add key.`,
    { cause },
  );
}
