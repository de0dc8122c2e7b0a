import type { Budget, Faults, RecordedRequest } from "../shared/faults.ts";
import type { MediaStore } from "./api/media-server.ts";
import type { Grants } from "./api/oauth/grants.ts";
import type { Site } from "./site/site.ts";

/** A token made at id.atlassian.com; those with scopes are good at the gateway alone. */
export interface ApiToken {
  token: string;
  accountId: string;
  scopes?: readonly string[];
}

export interface RecordedCall extends RecordedRequest {
  /** Empty or from the question mark on. */
  query: string;
}

export interface World {
  site: Site;
  siteUrl: string;
  cloudId: string;
  /** By e-mail. */
  apiTokens: Map<string, ApiToken>;
  grants: Grants;
  /** Undefined: no limit. */
  budget: Budget | undefined;
  faults: Faults;
  /** How late the search is. */
  searchLagMs: number;
  /**
   * By how much the search's `lastmodified` is off from the version's time. Others who wrote
   * connectors found it to be, a little.
   */
  searchSkewMs: number;
  /**
   * Pages and blog posts whose text cannot be had (asked for alone: this status; in lists: no body),
   * attachments that cannot be downloaded.
   */
  broken: Map<string, 400 | 404 | 500>;
  /**
   * Content of which it is not told who may view it: the search leaves its restrictions out, and
   * asked for alone this status comes, or an answer that says nothing.
   */
  untoldReaders: Map<string, 403 | 404 | 500 | "nothing">;
  /**
   * Whether a page in the trash is given when asked for by its id alone, without a `status`. The
   * reference does not say, so both can be had.
   */
  givesTrashedById: boolean;
  /**
   * Whether the links for browsers, /wiki/download/…, take an API token. Since 2025 people report
   * that they answer 401, and use the REST address of the same file, which takes it.
   */
  webDownloads: boolean;
  /** Whether the caller may not look at groups: 403, as for somebody without that global permission. */
  hidesGroups: boolean;
  /** Whether the list of spaces is empty, though each is there when asked for by itself. */
  listsNoSpaces: boolean;
  /** What lists have in the place of entries with these ids. */
  oddEntries: Map<string, unknown>;
  /** Called before each answer, so that things can change while a sync runs. */
  onRequest: ((request: { method: string; path: string }) => void) | undefined;
  requests: RecordedCall[];
  /** A number from 0 to 1; the same in every run. */
  random: () => number;
  /** Another server, to which downloads lead. */
  mediaUrl: string;
  media: MediaStore;
}
