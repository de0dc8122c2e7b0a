import type { Budget, Faults, RecordedRequest } from "../shared/faults.ts";
import type { Accounts } from "./auth/accounts.ts";
import type { Drive } from "./drive/drive.ts";

/** One request to the API with its answer, for those who hold it against a description. */
export interface Exchange {
  method: string;
  /** With its query. */
  url: string;
  status: number;
  /** Absent for downloads. */
  reply: unknown;
}

export interface World {
  drive: Drive;
  /** Service accounts and their keys, OAuth clients, grants and tokens. */
  accounts: Accounts;
  /** Undefined: no limit. */
  budget: Budget | undefined;
  faults: Faults;
  /** How late each answer of the API comes. */
  delayMs: number;
  /** Files whose content cannot be had: refused, failing at Google, or cut off on the way. */
  broken: Map<string, 403 | 500 | "cut">;
  /**
   * Lists have no files in them, say that there is always one more page, that not all was searched, or
   * begin with an empty entry.
   */
  nonsense:
    | "lists-nothing"
    | "lists-no-drives"
    | "repeats-page-tokens"
    | "searches-incompletely"
    | "lists-empty-entries"
    | undefined;
  /** Pages hold half of what was asked for, and the first of a list nothing, as Google may do. */
  hasShortPages: boolean;
  /** Whether the Drive API is switched on for the project. */
  isApiEnabled: boolean;
  /** The same of the Admin SDK API, which tells who is in a group. */
  isDirectoryEnabled: boolean;
  /**
   * What the directory does when derived members are asked for: looks into groups in groups, names
   * these nevertheless, names each of the company where all of it is in. Google's documents leave it
   * open, so each can be had.
   */
  groupLists: { expandsGroups: boolean; namesGroups: boolean; expandsCompany: boolean };
  /** Entries that lists of members have beside the others, by the group's address. */
  oddMembers: Map<string, unknown[]>;
  /** Bytes that an export may have. */
  exportLimit: number;
  /** Called before each answer, so that things can change while a sync runs. */
  onRequest: ((request: { method: string; path: string }) => void) | undefined;
  onExchange: ((exchange: Exchange) => void) | undefined;
  /** Of the API; paths have no query, which stands in `body`. */
  requests: RecordedRequest[];
  /** Of the token endpoint, as far as it answered. */
  tokenRequests: { grantType: string; status: number; error?: string }[];
  /** A number from 0 to 1; the same in every run. */
  random: () => number;
  pageTokens: Map<string, { of: string; after: readonly (string | number)[] | undefined }>;
}
