/** A budget of calls within a sliding window; whoever books first goes first. */
export interface Lane {
  /** When the next call may be made, by the clock of `now`. */
  freeAt(now: number): number;
  /** How many more calls may be made now. */
  left(now: number): number;
  book(at: number): void;
  /** Nothing before then: the service has said so. */
  block(until: number): void;
}

export function createLane(most: number, windowMs: number): Lane {
  let booked: number[] = [];
  let blockedUntil = 0;
  return {
    freeAt(now) {
      booked = booked.filter((at) => at > now - windowMs);
      const oldest = booked.at(-most);
      return Math.max(now, blockedUntil, oldest === undefined ? 0 : oldest + windowMs);
    },
    left: (now) =>
      blockedUntil > now ? 0 : most - booked.filter((at) => at > now - windowMs).length,
    book(at) {
      booked.push(at);
      booked.sort((a, b) => a - b);
    },
    block(until) {
      blockedUntil = Math.max(blockedUntil, until);
    },
  };
}
