import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import { RefusedRequest } from "./confluence-error.ts";

export interface Download {
  bytes: Uint8Array;
  mediaType: string | undefined;
}

interface DownloadOptions {
  authorization: string;
  maxBytes: number;
  signal: AbortSignal;
}

const REDIRECTS = 5;

/** Follows redirects by itself, so that the credentials go to nobody but the first address. */
export async function download(
  start: URL,
  { authorization, maxBytes, signal }: DownloadOptions,
): Promise<Download> {
  let url = start;
  for (let redirects = 0; redirects <= REDIRECTS; redirects += 1) {
    const isOurs = url.origin === start.origin;
    const response = await fetch(url, {
      headers: isOurs ? { Authorization: authorization } : {},
      redirect: "manual",
      signal,
    });
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      url = new URL(location, url);
      // An answer that came encrypted does not send us on in the clear.
      if (url.protocol !== "https:" && url.protocol !== start.protocol) break;
      continue;
    }
    if (!response.ok) throw new RefusedRequest(start.pathname, response, await response.text());
    return {
      bytes: await readLimited(response, maxBytes),
      mediaType: response.headers.get("content-type") ?? undefined,
    };
  }
  throw new UnreadableDocumentError("could not be downloaded: its address leads nowhere");
}

async function readLimited(response: Response, maxBytes: number): Promise<Uint8Array> {
  const declared = Number(response.headers.get("content-length") ?? 0);
  if (declared > maxBytes) {
    await response.body?.cancel();
    throw tooLarge(maxBytes);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels what is still to come.
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): UnreadableDocumentError {
  return new UnreadableDocumentError(
    `is larger than ${maxBytes / 1_000_000} MB, the limit set by \`maxFileBytes\``,
  );
}
