import { UnreadableDocumentError } from "../unreadable-document-error.ts";

/** All of a body, unless it is too large. @throws UnreadableDocumentError */
export async function readLimited(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels what is still to come.
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(size, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same of a response, which may say its length before. @throws UnreadableDocumentError */
export async function readResponse(response: Response, maxBytes: number): Promise<Buffer> {
  const declared = Number(response.headers.get("content-length") ?? 0);
  if (declared <= maxBytes) return readLimited(response.body ?? [], maxBytes);
  await response.body?.cancel();
  throw tooLarge(declared, maxBytes);
}

export function tooLarge(size: number, maxBytes: number): UnreadableDocumentError {
  const mb = (bytes: number) => `${Math.ceil(bytes / 100_000) / 10} MB`;
  return new UnreadableDocumentError(
    `is larger than ${mb(maxBytes)} (${mb(size)} or more): split it, or raise \`maxFileBytes\``,
  );
}
