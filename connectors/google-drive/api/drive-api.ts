import { drive_v3 } from "@googleapis/drive";
import { GoogleAuth } from "google-auth-library";
import { ConnectorError } from "../../connector.ts";
import { pageThrough } from "../../shared/http/page-through.ts";
import { readLimited } from "../../shared/http/read-limited.ts";
import type { RequestBudget } from "../../shared/http/request-budget.ts";
import { retryRequest } from "../../shared/http/retry-request.ts";
import type { ReadToken } from "./access-token.ts";
import { TokenClient } from "./token-client.ts";
import { judgeDriveError, translateDriveError } from "./translate-drive-error.ts";

export interface DriveApiOptions {
  readToken: ReadToken;
  /** `https://www.googleapis.com`, or a counterpart's address. */
  apiUrl: string;
  timeoutMs: number;
  /** Shared by all that use the same account. */
  budget: RequestBudget;
  signal: AbortSignal;
}

export interface ChangesPage {
  /** Null for an empty entry. */
  changes: (drive_v3.Schema$Change | null)[];
  /** Undefined on the last page. */
  next: string | undefined;
  /** Where the next sync goes on; on the last page only. */
  newStart: string | undefined;
}

type ListParameters = drive_v3.Params$Resource$Files$List;

const PAGE_SIZE = 1_000;
const PERMISSIONS =
  "id,type,role,emailAddress,domain,allowFileDiscovery,deleted,expirationTime,view,permissionDetails(permissionType,inherited)";
const FILE = `id,name,mimeType,parents,driveId,trashed,ownedByMe,sharedWithMeTime,modifiedTime,md5Checksum,headRevisionId,size,webViewLink,shortcutDetails(targetId,targetMimeType),capabilities(canDownload),hasAugmentedPermissions,inheritedPermissionsDisabled,permissions(${PERMISSIONS})`;
const DRIVE = "id,name,restrictions(driveMembersOnly,domainUsersOnly)";
const INCOMPLETE =
  "Google Drive did not search everything that it was asked for: the next sync tries again.";
const ALL_DRIVES = { supportsAllDrives: true, includeItemsFromAllDrives: true } as const;

/**
 * The SDK's client, whose requests keep to the budget, are tried again where that may help, stop
 * with the run, and fail as `ConnectorError`. All that is asked of Drive here only reads.
 */
export class DriveApi {
  readonly signal: AbortSignal;
  readonly #drive: drive_v3.Drive;
  readonly #client: TokenClient;
  readonly #budget: RequestBudget;
  readonly #apiUrl: string;

  constructor({ readToken, apiUrl, timeoutMs, budget, signal }: DriveApiOptions) {
    this.signal = signal;
    this.#budget = budget;
    this.#apiUrl = apiUrl;
    this.#client = new TokenClient({ readToken, apiUrl, budget, timeoutMs, signal });
    const auth = new GoogleAuth({ authClient: this.#client });
    this.#drive = new drive_v3.Drive({ auth, rootUrl: `${apiUrl}/` });
  }

  /** What Google's clock says, in milliseconds. */
  serverTime(): number {
    return Date.now() + this.#client.clockOffsetMs;
  }

  /** The address of whoever this acts for. */
  async ownAddress(): Promise<string> {
    const { user } = await this.#ask(() => this.#drive.about.get({ fields: "user(emailAddress)" }));
    return user?.emailAddress ?? "";
  }

  /** All files that a query finds, a thousand a request. */
  listFiles(query: string, where: { driveId?: string | undefined } = {}) {
    const { driveId } = where;
    const corpora = driveId === undefined ? { corpora: "user" } : { corpora: "drive", driveId };
    const parameters: ListParameters = { ...ALL_DRIVES, ...corpora, q: query };
    return pageThrough("Google Drive's list of files", async (pageToken) => {
      const { files, nextPageToken, incompleteSearch } = await this.#ask(() =>
        this.#drive.files.list({
          ...parameters,
          ...(pageToken === undefined ? {} : { pageToken }),
          pageSize: PAGE_SIZE,
          fields: `nextPageToken,incompleteSearch,files(${FILE})`,
        }),
      );
      // What it leaves out would only be found by the next sweep.
      if (incompleteSearch === true) throw new ConnectorError("unavailable", INCOMPLETE);
      return { items: filled(files), next: nextPageToken ?? undefined };
    });
  }

  /** Undefined when there is nothing under this id, or nothing that the account may see. */
  getFile(fileId: string, fields = FILE): Promise<drive_v3.Schema$File | undefined> {
    return unlessMissing(() =>
      this.#ask(() => this.#drive.files.get({ fileId, fields, supportsAllDrives: true })),
    );
  }

  listDrives() {
    return pageThrough("Google Drive's list of shared drives", async (pageToken) => {
      const { drives, nextPageToken } = await this.#ask(() =>
        this.#drive.drives.list({
          ...(pageToken === undefined ? {} : { pageToken }),
          pageSize: 100,
          fields: `nextPageToken,drives(${DRIVE})`,
        }),
      );
      return { items: filled(drives), next: nextPageToken ?? undefined };
    });
  }

  getDrive(driveId: string): Promise<drive_v3.Schema$Drive | undefined> {
    return unlessMissing(() => this.#ask(() => this.#drive.drives.get({ driveId, fields: DRIVE })));
  }

  /** Of a file, a folder or a shared drive, with those that it inherits. */
  listPermissions(fileId: string) {
    return pageThrough("Google Drive's list of permissions", async (pageToken) => {
      const { permissions, nextPageToken } = await this.#ask(() =>
        this.#drive.permissions.list({
          fileId,
          ...(pageToken === undefined ? {} : { pageToken }),
          pageSize: 100,
          supportsAllDrives: true,
          fields: `nextPageToken,permissions(${PERMISSIONS})`,
        }),
      );
      return { items: filled(permissions), next: nextPageToken ?? undefined };
    });
  }

  /** From where changes can be asked for later: of a shared drive, or of what the account sees. */
  async startPageToken(driveId: string | undefined): Promise<string> {
    const { startPageToken } = await this.#ask(() =>
      this.#drive.changes.getStartPageToken({
        supportsAllDrives: true,
        ...(driveId === undefined ? {} : { driveId }),
      }),
    );
    if (typeof startPageToken === "string") return startPageToken;
    throw new ConnectorError("unavailable", "Google Drive named no place to go on from.");
  }

  async listChanges(pageToken: string, driveId: string | undefined): Promise<ChangesPage> {
    const page = await this.#ask(() =>
      this.#drive.changes.list({
        ...ALL_DRIVES,
        ...(driveId === undefined ? {} : { driveId }),
        pageToken,
        pageSize: PAGE_SIZE,
        includeRemoved: true,
        fields: `nextPageToken,newStartPageToken,changes(changeType,fileId,driveId,removed,file(${FILE}))`,
      }),
    );
    const changes = page.changes ?? [];
    if (!Array.isArray(changes)) throw nonsense();
    return {
      changes,
      next: page.nextPageToken ?? undefined,
      newStart: page.newStartPageToken ?? undefined,
    };
  }

  /** @throws UnreadableDocumentError when there are more bytes than that */
  download(fileId: string, maxBytes: number): Promise<Buffer> {
    return this.#read(maxBytes, () =>
      this.#drive.files.get(
        { fileId, alt: "media", supportsAllDrives: true },
        { responseType: "stream" },
      ),
    );
  }

  /** @throws UnreadableDocumentError when there are more bytes than that */
  export(fileId: string, mimeType: string, maxBytes: number): Promise<Buffer> {
    return this.#read(maxBytes, () =>
      this.#drive.files.export({ fileId, mimeType }, { responseType: "stream" }),
    );
  }

  /** What an export link leads to: where exports are too large for the API. */
  readLink(url: string, maxBytes: number): Promise<Buffer> {
    const { origin, hostname, protocol } = new URL(url);
    // The request carries our token, which is Google's business only.
    const isGoogle = protocol === "https:" && /(?:^|\.)google\.com$/.test(hostname);
    if (!isGoogle && origin !== new URL(this.#apiUrl).origin) {
      throw new ConnectorError("invalid", `An export link leads to ${hostname}, not to Google.`);
    }
    return this.#read(maxBytes, () => this.#client.request({ url, responseType: "stream" }));
  }

  #read(maxBytes: number, ask: () => PromiseLike<{ data: unknown }>): Promise<Buffer> {
    return this.#try(async () => {
      const { data } = await ask();
      return readLimited(data as AsyncIterable<Uint8Array>, maxBytes);
    });
  }

  async #ask<T>(ask: () => PromiseLike<{ data: T }>): Promise<T> {
    const data = await this.#try(async () => (await ask()).data);
    if (isReply(data)) return data;
    throw nonsense();
  }

  async #try<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await retryRequest(request, {
        judge: judgeDriveError,
        onPause: this.#budget.pauseFor,
        signal: this.signal,
      });
    } catch (error) {
      this.signal.throwIfAborted();
      throw translateDriveError(error);
    }
  }
}

/** A page for people, or of another make, is text. */
function isReply(data: unknown): boolean {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function nonsense(): ConnectorError {
  return new ConnectorError(
    "unavailable",
    "Google Drive answered with something that is not what its API describes: the next sync tries again.",
  );
}

/** An empty entry names nobody and nothing: what it may have been is asked for before it is removed. */
function filled<Entry>(entries: readonly (Entry | null)[] | null | undefined): Entry[] {
  if (entries == null) return [];
  if (!Array.isArray(entries)) throw nonsense();
  return entries.filter((entry) => typeof entry === "object" && entry !== null);
}

async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ConnectorError && error.code === "not-found") return undefined;
    throw error;
  }
}
