import { guardedFetch, type Home, RefusedAddressError } from "../../shared/guard/guarded-fetch.ts";
import { readResponse } from "../../shared/http/read-limited.ts";
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
  home: Home;
}

const REDIRECTS = 5;
/** Where Atlassian keeps files: `api.media.atlassian.com`, `media-cdn.atlassian.com`, the site itself. */
const ATLASSIAN = /\.atlassian\.(?:com|net)$/;

/**
 * Follows redirects by itself: the credentials go to nobody but the first address, and nobody but
 * Atlassian is asked, so that no answer can send us to a machine on our own network.
 */
export async function download(
  start: URL,
  { authorization, maxBytes, signal, home }: DownloadOptions,
): Promise<Download> {
  let url = start;
  for (let redirects = 0; redirects <= REDIRECTS; redirects += 1) {
    const isOurs = url.origin === start.origin;
    const headers: Record<string, string> = isOurs ? { Authorization: authorization } : {};
    const init: RequestInit = { headers, redirect: "manual", signal };
    // Trials have files at another port of this machine, where the setting itself is on it.
    const here = url.hostname === start.hostname ? { ...home, url: url.origin } : home;
    const response = await guardedFetch(url, init, here).catch((error: unknown) => {
      // Where the setting itself leads concerns all that is read; where one file lies, that file.
      if (isOurs || !(error instanceof RefusedAddressError)) throw error;
      throw new UnreadableDocumentError(`could not be downloaded: ${error.message}`);
    });
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      url = readLocation(location, url);
      if (!isAtlassian(url, start)) throw strayed(url);
      continue;
    }
    if (!response.ok) {
      const { status } = response;
      const refused = new RefusedRequest(start.pathname, response, await response.text());
      // What another host refuses says nothing of our credentials; that it is busy may pass.
      if (isOurs || status === 429 || status >= 500) throw refused;
      throw new UnreadableDocumentError(
        `could not be downloaded: ${url.hostname} answered with an error (${status})`,
        { cause: refused },
      );
    }
    return {
      bytes: await readResponse(response, maxBytes),
      mediaType: response.headers.get("content-type") ?? undefined,
    };
  }
  throw new UnreadableDocumentError("could not be downloaded: its address leads round in circles");
}

function readLocation(location: string, from: URL): URL {
  if (URL.canParse(location, from.href)) return new URL(location, from);
  throw new UnreadableDocumentError("could not be downloaded: its address is none");
}

/** By name, so no numbered address but the one that was configured. */
function isAtlassian({ protocol, hostname }: URL, start: URL): boolean {
  // An answer that came encrypted does not send us on in the clear.
  if (hostname === start.hostname) return protocol === "https:" || protocol === start.protocol;
  return protocol === "https:" && ATLASSIAN.test(hostname);
}

function strayed({ protocol, hostname }: URL): UnreadableDocumentError {
  return new UnreadableDocumentError(
    `could not be downloaded: Confluence sent us on to ${protocol}//${hostname}, which is not an address of Atlassian's`,
  );
}
