import type { Restriction } from "./sharing.ts";

/** A folder in scope, as the last run left it. */
export interface Folder {
  name: string;
  parentId?: string | undefined;
  driveId?: string | undefined;
  /** The account's own, or shared with it by itself. */
  isOurs?: boolean | undefined;
  /** `own`: it has permissions of its own; `limited`: and takes none from above. */
  access: "inherited" | "own" | "limited";
  /** Hash of who may read it, see `audiences.ts`; empty where that is inherited. */
  sharing: string;
  /** Of a shared drive in scope: whom alone it and what it holds are for, whoever else was let in. */
  onlyFor?: Restriction[] | undefined;
  /** When who may read it changes by itself, in milliseconds of Google's clock. */
  expiresAt?: number | undefined;
}

export interface Shortcut {
  parentId: string;
  targetId: string;
  isFolder: boolean;
}

/** Where something lies, as far as it can be told without asking. */
export interface Position {
  id: string;
  parentId?: string | undefined;
  driveId?: string | undefined;
  isOurs?: boolean | undefined;
}

export interface Place {
  /** The folder it is found in: that of a shortcut for what lies elsewhere. */
  parentId: string | undefined;
  /** Names of what stands above, the outermost first: not for all eyes. */
  above: readonly string[];
}

export interface Scope {
  /** Shared drives, folders and My Drive, by id. */
  rootIds: Set<string>;
  /** Whatever the account sees counts, also what lies in none of the roots. */
  everything: boolean;
}

export interface TreeState {
  folders: Record<string, Folder>;
  shortcuts: Record<string, Shortcut>;
  /** Who may open folders, by what stands in them as `sharing`. */
  audiences: Record<string, string[]>;
}
