/** What is said above the queue. */
export interface Said {
  done?: string | undefined;
  problem?: string;
}

const DONE = { accepted: "That is a verified answer now.", rejected: "That is rejected." } as const;

/** A sentence for a word of the address; for any other word none. */
export function doneSentence(done: string | undefined): string | undefined {
  return done === "accepted" || done === "rejected" ? DONE[done] : undefined;
}
