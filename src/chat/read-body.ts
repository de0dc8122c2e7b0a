/** More than any platform sends at once. */
const MOST_BYTES = 1_000_000;

/** What was sent, byte for byte, for it may be signed; undefined when it is too long or broke off. */
export async function readBody(request: Request): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body ?? []) {
      length += chunk.byteLength;
      if (length > MOST_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch {
    // Whoever sent it is gone.
    return undefined;
  }
  return Buffer.concat(chunks);
}
