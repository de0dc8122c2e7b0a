/** What an id token claims, signed or not: good for nothing but to choose whose keys to check it with. */
export async function readUnverifiedClaims(
  response: Response,
): Promise<Record<string, unknown> | undefined> {
  try {
    const { id_token: token } = (await response.json()) as { id_token?: unknown };
    const [, claims = ""] = String(token).split(".");
    const read: unknown = JSON.parse(Buffer.from(claims, "base64url").toString("utf8"));
    return typeof read === "object" && read !== null ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}
