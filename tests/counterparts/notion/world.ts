import type { Budget, Faults, RecordedRequest } from "../shared/faults.ts";
import type { OAuthState } from "./oauth/oauth-state.ts";
import type { Webhooks } from "./webhooks/webhooks.ts";
import type { Workspace } from "./workspace/workspace.ts";

/** What an admin ticked for the connection. */
export interface Capabilities {
  content: boolean;
  comments: boolean;
  users: "none" | "names" | "emails";
}

export interface World {
  workspace: Workspace;
  token: string;
  capabilities: Capabilities;
  /** Undefined: no limit. */
  budget: Budget | undefined;
  faults: Faults;
  /** Seconds that the next requests are told to wait, one each. */
  pauses: number[];
  /** How late the search is. */
  searchLagMs: number;
  /** Rows or results after which a query or search stops. */
  resultLimit: number;
  /** Pages whose blocks Notion refuses to give, with this status. */
  broken: Map<string, 400 | 500>;
  /** Pages that Notion answers 500 for when they are asked for by their id. */
  awayFor: Set<string>;
  /** What lists have in the place of entries with these ids. */
  oddEntries: Map<string, unknown>;
  /** Files by their path that the storage answers for with this status. */
  fileFaults: Map<string, number>;
  /** Paths of files that were handed out. */
  downloads: string[];
  oauth: OAuthState;
  webhooks: Webhooks;
  /** Called before each answer, so that things can change while a sync runs. */
  onRequest: ((request: { method: string; path: string }) => void) | undefined;
  requests: RecordedRequest[];
  /** A number from 0 to 1; the same in every run. */
  random: () => number;
  cursors: Map<string, { of: string; offset: number }>;
}
