/** The bot in one workspace, as its platform granted it to whoever installed it. */
export interface InstallationRecord {
  /** `slack:T1` */
  workspaceId: string;
  /** Of the workspace, for people. */
  name: string;
  botUserId: string;
  botId: string;
  /** The bot's token, encrypted for this workspace alone. */
  sealedToken: string;
  scopes: string[];
  /** `slack:T1:U1` */
  installedBy: string;
  installedAt: number;
}

/** What is kept of installing into workspaces; `rooms.removeWorkspace` removes an installation. */
export interface InstallationStorage {
  get(workspaceId: string): Promise<InstallationRecord | undefined>;
  /** Oldest first. */
  list(): Promise<InstallationRecord[]>;
  /** Replaces what was there. */
  save(installation: InstallationRecord): Promise<void>;
  /** Installations that somebody has begun and not come back from; a state is kept as its hash. */
  states: {
    /** Forgets those that have expired; false when `most` are waiting already. */
    begin(
      state: { stateHash: string; browserHash: string; expiresAt: number },
      limit: { now: number; most: number },
    ): Promise<boolean>;
    /** True once, for the browser that began it, before it expires; gone in any case. */
    take(stateHash: string, browserHash: string, now: number): Promise<boolean>;
  };
}
