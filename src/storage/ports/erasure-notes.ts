/** That somebody was erased, noted where no backup of the state is put over it. */
export interface ErasureNote {
  id: string;
  /** Milliseconds UTC. */
  at: number;
  /** Whether it was this name, of a chat or an e-mail address, that was erased. */
  isAbout(name: string): boolean;
}

/** Names are kept as salted hashes: enough to know one again, and not to tell it. */
export interface ErasureNotes {
  /** Resolves once it is on the disk. @throws StorageError */
  add(erasure: { id: string; at: number }, names: readonly string[]): Promise<void>;
  /** Oldest first. @throws StorageError */
  list(): Promise<ErasureNote[]>;
}
