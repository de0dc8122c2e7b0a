import { createHash } from "node:crypto";

/** Sixteen characters that stand for a list of texts. */
export function hash(texts: readonly string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(texts)).digest("base64url");
  return digest.slice(0, 16);
}
