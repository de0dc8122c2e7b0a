const LONGEST_DELAY_MS = 15 * 60_000;

/** Doubles with every attempt, less up to half at random so that what failed together comes back apart. */
export function retryDelayMs(attempt: number, backoffMs: number): number {
  const delayMs = Math.min(backoffMs * 2 ** (attempt - 1), LONGEST_DELAY_MS);
  return Math.round(delayMs * (0.5 + Math.random() / 2));
}
