/** Who looks after a source; one a source. */
export interface SourceOwner {
  source: string;
  /** `slack:T1:U1`, or `user:<e-mail>` of somebody whom no chat was asked about. */
  person: string;
  setBy: string;
  setAt: number;
  /** Theirs, as their platform told it. */
  timeZone: string;
  /** What was due to them until then was sent, or never will be. */
  doneUntil: number;
}

/** What is kept of owners; it goes with the source, the person and the workspace. */
export interface OwnerStorage {
  get(source: string): Promise<SourceOwner | undefined>;
  /** By source. */
  list(): Promise<SourceOwner[]>;
  /** Replaces who was it. False when there is no such source. */
  set(owner: SourceOwner): Promise<boolean>;
  /** False when there was none. */
  remove(source: string): Promise<boolean>;
  /** Who was known by an address alone is this person of a chat. */
  identify(address: string, known: Pick<SourceOwner, "person" | "timeZone">): Promise<void>;
  /** For all that a person owns; never set back. */
  finish(person: string, doneUntil: number): Promise<void>;
}
