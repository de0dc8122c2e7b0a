import { createSign } from "node:crypto";
import type { ServiceAccountKey } from "../auth/accounts.ts";
import { READONLY } from "./sdk-client.ts";

/** What a service account sends for a token, right unless other claims are given. */
export function signAssertion(key: ServiceAccountKey, claims: Record<string, unknown>): string {
  const iat = Math.floor(Date.now() / 1_000);
  const all = {
    iss: key.client_email,
    scope: READONLY,
    aud: "https://oauth2.googleapis.com/token",
    iat,
    exp: iat + 3_600,
    ...claims,
  };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(all)}`;
  const signature = createSign("RSA-SHA256").update(signed).sign(key.private_key, "base64url");
  return `${signed}.${signature}`;
}
