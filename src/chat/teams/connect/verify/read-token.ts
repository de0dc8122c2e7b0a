import { z } from "zod";

/** A token as it was sent: read, and not believed yet. */
export interface SentToken {
  kid: string;
  claims: TokenClaims;
  /** What the signature is of. */
  signed: string;
  signature: Buffer;
}

const MOST_CHARACTERS = 20_000;
const SHAPE = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** Keys are RSA keys; no other kind of signature, and no extension of it, is known here. */
const headerSchema = z.object({
  alg: z.literal("RS256"),
  kid: z.string().min(1),
  crit: z.never().optional(),
});

const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string(),
});

export type TokenClaims = z.infer<typeof claimsSchema>;

/** Of an `Authorization` header; undefined where it bears no token of the kind that Teams sends. */
export function readToken(authorization: string | null | undefined): SentToken | undefined {
  if (authorization === null || authorization === undefined) return undefined;
  if (authorization.length > MOST_CHARACTERS) return undefined;
  const [, head = "", body = "", signature = ""] = SHAPE.exec(authorization) ?? [];
  const header = headerSchema.safeParse(decode(head));
  const claims = claimsSchema.safeParse(decode(body));
  if (!header.success || !claims.success) return undefined;
  return {
    kid: header.data.kid,
    claims: claims.data,
    signed: `${head}.${body}`,
    signature: Buffer.from(signature, "base64url"),
  };
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
