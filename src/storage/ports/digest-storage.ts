/** A weekly digest as an admin has set it; one a workspace. */
export interface DigestRecord {
  /** `slack:T1` */
  workspaceId: string;
  /** Where it appears; undefined: in the own conversation of the one who set it. */
  roomId: string | undefined;
  setBy: string;
  setAt: number;
  /** A cron expression of five fields, in `timeZone`. */
  schedule: string;
  timeZone: string;
  /** What was due until then was sent, or never will be. */
  doneUntil: number;
}

/** What is kept of digests; `rooms.removeWorkspace` removes a workspace's. */
export interface DigestStorage {
  get(workspaceId: string): Promise<DigestRecord | undefined>;
  /** By workspace. */
  list(): Promise<DigestRecord[]>;
  /** Replaces what was there. */
  set(digest: DigestRecord): Promise<void>;
  /** False when it was set anew since. */
  finish(digest: Pick<DigestRecord, "workspaceId" | "setAt">, doneUntil: number): Promise<boolean>;
  /** False when it was set anew since, or is gone. */
  remove(digest: Pick<DigestRecord, "workspaceId" | "setAt">): Promise<boolean>;
}
