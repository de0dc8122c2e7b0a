const MOST = 30;
const WINDOW_MS = 60_000;

/**
 * Counts links that were none, of all who come: true when there were too many within a minute. A good
 * link is looked up all the same, so that nobody can lock others out; guessing 256 bits is hopeless.
 */
export function createBadTokenLimit(now: () => number): () => boolean {
  let recent: number[] = [];
  return () => {
    const at = now();
    recent = recent.filter((one) => one > at - WINDOW_MS);
    if (recent.length >= MOST) return true;
    recent.push(at);
    return false;
  };
}
