/** A link that lets one person give a source its secret, once. */
export interface SetupLink {
  /** SHA-256 of the token in the link, which is kept nowhere. */
  tokenHash: string;
  /** Names the request that the link was made for; of one request there may be several links. */
  requestKey: string;
  /** Who asked for it, and is told what came of it. */
  person: string;
  workspaceId: string;
  wish: SetupWish;
  createdAt: number;
  expiresAt: number;
  /** How often a secret was tried with it. */
  tries: number;
  /** The person was sent it. */
  toldAt: number | undefined;
  /** They went to the vendor with it, and may come back. */
  access: SetupAccess | undefined;
}

/** What the secret is for: a source to be added, or one that is there. */
export type SetupWish =
  | {
      type: "add";
      name: string;
      kind: string;
      settings: Record<string, string>;
      audience: string[] | undefined;
      schedule: string | undefined;
    }
  | { type: "secret"; source: string };

/** A visit to the vendor: only hashes, and what PKCE needs, encrypted. */
export interface SetupAccess {
  stateHash: string;
  /** Of the cookie of the browser that went. */
  browserHash: string;
  sealedVerifier: string;
}

export interface SetupStorage {
  add(link: Omit<SetupLink, "tries" | "toldAt" | "access">): Promise<void>;
  /** Undefined when there is none that is still good. */
  get(tokenHash: string, now: number): Promise<SetupLink | undefined>;
  /** Counts a try; false when `most` are used up, or the link is gone. */
  tryOnce(tokenHash: string, most: number, now: number): Promise<boolean>;
  /** Replaces an earlier visit. */
  leave(tokenHash: string, access: SetupAccess): Promise<void>;
  /** The link of a visit to the vendor, which is over then; undefined for one that was none. */
  comeBack(stateHash: string, browserHash: string, now: number): Promise<SetupLink | undefined>;
  markTold(tokenHash: string, at: number): Promise<void>;
  wasTold(requestKey: string): Promise<boolean>;
  /** The request is done with: all its links go. False when they were gone already. */
  finish(requestKey: string): Promise<boolean>;
  /** Removes what is no longer good. */
  prune(now: number): Promise<void>;
}
