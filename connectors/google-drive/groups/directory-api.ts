import { admin_directory_v1 } from "@googleapis/admin";
import { GoogleAuth } from "google-auth-library";
import { ConnectorError } from "../../connector.ts";
import { type Page, pageThrough } from "../../shared/http/page-through.ts";
import { retryRequest } from "../../shared/http/retry-request.ts";
import type { DriveApiOptions } from "../api/drive-api.ts";
import { TokenClient } from "../api/token-client.ts";
import { judgeDriveError, translateGoogleError } from "../api/translate-drive-error.ts";
import { describeDirectoryRefusal } from "./describe-directory-refusal.ts";

/** Null for an empty entry. */
export type DirectoryMember = admin_directory_v1.Schema$Member | null;

export interface DirectoryApiOptions extends DriveApiOptions {
  /** In whose name it asks, for errors. */
  who: string;
}

const DRIVE_URL = "https://www.googleapis.com";
const DIRECTORY_URL = "https://admin.googleapis.com";
const PAGE_SIZE = 200;
const FIELDS = "nextPageToken,members(id,email,type,status)";

/** Google's directory of a company's groups, asked as Drive is; nothing is changed in it. */
export class DirectoryApi {
  readonly signal: AbortSignal;
  readonly #directory: admin_directory_v1.Admin;
  readonly #options: DirectoryApiOptions;

  constructor(options: DirectoryApiOptions) {
    const { apiUrl, signal } = options;
    this.signal = signal;
    this.#options = options;
    const auth = new GoogleAuth({ authClient: new TokenClient(options) });
    // It has a host of its own; wherever else Drive is, the directory is there too.
    const root = apiUrl === DRIVE_URL ? DIRECTORY_URL : apiUrl;
    this.#directory = new admin_directory_v1.Admin({ auth, rootUrl: `${root}/` });
  }

  /** Of a group by its address, with those of groups in it as far as Google looks into them. */
  listMembers(groupKey: string): AsyncGenerator<DirectoryMember> {
    return pageThrough("Google's list of a group's members", (pageToken) =>
      this.#readPage(groupKey, PAGE_SIZE, pageToken),
    );
  }

  /** Only that it answers. */
  async look(groupKey: string): Promise<void> {
    await this.#readPage(groupKey, 1);
  }

  async #readPage(
    groupKey: string,
    maxResults: number,
    pageToken?: string,
  ): Promise<Page<DirectoryMember>> {
    const { who } = this.#options;
    try {
      const { data } = await retryRequest(
        () =>
          this.#directory.members.list({
            groupKey,
            ...(pageToken === undefined ? {} : { pageToken }),
            includeDerivedMembership: true,
            maxResults,
            fields: FIELDS,
          }),
        { judge: judgeDriveError, onPause: this.#options.budget.pauseFor, signal: this.signal },
      );
      // A group without members has no list of them.
      const items: unknown = data?.members ?? [];
      if (typeof data !== "object" || data === null || !Array.isArray(items)) throw nonsense();
      return { items, next: data.nextPageToken ?? undefined };
    } catch (error) {
      this.signal.throwIfAborted();
      throw translateGoogleError(error, (code, refusal) =>
        describeDirectoryRefusal(code, refusal, who),
      );
    }
  }
}

function nonsense(): ConnectorError {
  return new ConnectorError(
    "unavailable",
    "Google's directory answered with something that is not what its API describes: the next time tries again.",
  );
}
