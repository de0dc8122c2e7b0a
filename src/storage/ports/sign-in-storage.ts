/** Somebody who is signed in on the web, in one browser. */
export interface WebSession {
  /** SHA-256 of the id in the browser's cookie, which is kept nowhere. */
  idHash: string;
  /** `slack:T1:U1` */
  person: string;
  workspaceId: string;
  createdAt: number;
  /** It ends then unless it is used before; milliseconds. */
  idleUntil: number;
  /** It ends then whatever happens. */
  expiresAt: number;
}

export interface SignInStorage {
  /** Also removes those that are over. */
  add(session: WebSession): Promise<void>;
  /** Undefined when there is none that is still good. */
  get(idHash: string, now: number): Promise<WebSession | undefined>;
  /** It was used; it never lasts longer than `expiresAt`. */
  keep(idHash: string, idleUntil: number): Promise<void>;
  end(idHash: string): Promise<void>;
  /** Everywhere; how many there were. */
  endAllOf(person: string): Promise<number>;
  /** True once for each state: false when a reply with it was taken before, by any process. */
  takeState(stateHash: string, expiresAt: number, now: number): Promise<boolean>;
}
