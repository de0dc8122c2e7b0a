import { isIP } from "node:net";
import { ConnectorError } from "../../connector.ts";
import { guardedFetch, RefusedAddressError } from "../../shared/guard/guarded-fetch.ts";
import { readResponse } from "../../shared/http/read-limited.ts";
import { readRetryAfter, retryRequest } from "../../shared/http/retry-request.ts";
import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import type { Run } from "../sync/run.ts";

interface Download {
  bytes: Uint8Array;
  mimeType: string | undefined;
}

/** The storage does not accept the address any more: its hour is over. */
export class ExpiredAddressError extends Error {
  override readonly name = "ExpiredAddressError";
}

/** How the storage answers to an address whose hour is over. */
const EXPIRED: ReadonlySet<number> = new Set([400, 401, 403]);
const ATTEMPTS = 3;

/**
 * A file's bytes from Notion's storage.
 * @throws UnreadableDocumentError, ExpiredAddressError, or ConnectorError when the storage is away
 */
export async function downloadFile(run: Run, address: string): Promise<Download> {
  const { settings, request } = run;
  const { signal } = request;
  if (!isStorage(address, settings.apiUrl)) {
    throw new UnreadableDocumentError("lies at an address that cannot be Notion's");
  }
  try {
    return await retryRequest(() => fetchOnce(run, address), { judge, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnreadableDocumentError || error instanceof ExpiredAddressError) {
      throw error;
    }
    if (error instanceof RefusedAddressError) {
      throw new UnreadableDocumentError(`could not be downloaded: ${error.message}`);
    }
    const sentence = `could not be downloaded (${reasonOf(error)}): it is tried again later`;
    throw new ConnectorError("unavailable", sentence, { cause: error });
  }
}

class BusyStorageError extends Error {
  readonly retryAfterMs: number | undefined;

  constructor(response: Response) {
    super(`its server answered ${response.status}`);
    const retryAfter = response.headers.get("retry-after") ?? undefined;
    this.retryAfterMs = readRetryAfter(retryAfter, Date.now());
  }
}

async function fetchOnce({ settings, request }: Run, address: string): Promise<Download> {
  const timeout = AbortSignal.timeout(settings.timeoutMs);
  // The address is signed: it needs no token, and must not get ours.
  const signal = AbortSignal.any([request.signal, timeout]);
  const home = { setting: "apiUrl", url: settings.apiUrl };
  const response = await guardedFetch(address, { signal, redirect: "error" }, home);
  const { status, headers } = response;
  try {
    if (status === 429 || status >= 500) throw new BusyStorageError(response);
    if (EXPIRED.has(status)) throw new ExpiredAddressError(`answered ${status}`);
    if (!response.ok) {
      throw new UnreadableDocumentError(`could not be downloaded (its server answered ${status})`);
    }
    const { maxFileBytes } = settings;
    const bytes = await readResponse(response, maxFileBytes);
    return { bytes, mimeType: headers.get("content-type") ?? undefined };
  } catch (error) {
    // Nothing more of it is wanted; left open it would hold its connection.
    await response.body?.cancel().catch(() => undefined);
    throw error;
  }
}

function judge(error: unknown) {
  if (error instanceof BusyStorageError) {
    return { attempts: ATTEMPTS, retryAfterMs: error.retryAfterMs };
  }
  const final = [UnreadableDocumentError, ExpiredAddressError, RefusedAddressError];
  const isFinal = final.some((kind) => error instanceof kind);
  return { attempts: isFinal ? 1 : ATTEMPTS };
}

/** A public name over TLS, or the server that stands in for Notion: nothing on this network. */
function isStorage(address: string, apiUrl: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  if (url.origin === new URL(apiUrl).origin) return true;
  const host = url.hostname.replace(/\.$/, "");
  const isPublic = host.includes(".") && !/\.(?:local|internal|localhost)$/.test(host);
  return url.protocol === "https:" && isPublic && isIP(host) === 0;
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
