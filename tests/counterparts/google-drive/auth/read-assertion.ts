import { verify } from "node:crypto";
import { z } from "zod";
import type { Accounts, ServiceAccount } from "./accounts.ts";
import { TokenRefusal } from "./token-refusal.ts";

const GOOGLE_TOKEN_URL = "https://oauth2.googleapis.com/token";
const LONGEST_SECONDS = 3_600;
/** How far clocks may be apart. */
const SKEW_SECONDS = 300;

const headerSchema = z.object({ alg: z.literal("RS256"), typ: z.literal("JWT").optional() });
const claimsSchema = z.object({
  iss: z.string(),
  scope: z.string().optional(),
  aud: z.string(),
  exp: z.number(),
  iat: z.number(),
  sub: z.string().optional(),
});

interface Assertion {
  account: ServiceAccount;
  scopes: string[];
  /** The user that the account wants to be. */
  subject: string | undefined;
}

/** Reads and checks what a service account signed. @throws TokenRefusal */
export function readAssertion(accounts: Accounts, assertion: string): Assertion {
  const [header = "", payload = "", signature = ""] = assertion.split(".");
  const read = z
    .object({ header: headerSchema, claims: claimsSchema })
    .safeParse({ header: parse(header), claims: parse(payload) });
  if (!read.success) throw invalidGrant("Invalid JWT: Failed to parse token.");
  const { iss, scope = "", aud, exp, iat, sub } = read.data.claims;
  const account = accounts.serviceAccounts.get(iss);
  if (account === undefined) throw invalidGrant("Invalid grant: account not found");
  const isSigned = [...account.keys.values()].some((key) =>
    verify(
      "RSA-SHA256",
      Buffer.from(`${header}.${payload}`),
      key,
      Buffer.from(signature, "base64url"),
    ),
  );
  if (!isSigned) throw invalidGrant("Invalid JWT Signature.");
  if (aud !== GOOGLE_TOKEN_URL && aud !== accounts.tokenUrl) {
    throw invalidGrant(
      `Invalid JWT: Failed audience check. The right audience is ${GOOGLE_TOKEN_URL}`,
    );
  }
  const now = Date.now() / 1_000;
  if (exp - iat > LONGEST_SECONDS || iat > now + SKEW_SECONDS || exp < now - SKEW_SECONDS) {
    throw invalidGrant(
      "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.",
    );
  }
  const scopes = scope.split(/\s+/).filter((one) => one !== "");
  if (scopes.length === 0 || scopes.some((one) => !URL.canParse(one))) {
    throw new TokenRefusal(
      400,
      "invalid_scope",
      "Invalid OAuth scope or ID token audience provided.",
    );
  }
  return { account, scopes, subject: sub };
}

function invalidGrant(description: string): TokenRefusal {
  return new TokenRefusal(400, "invalid_grant", description);
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
