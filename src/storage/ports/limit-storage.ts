/** Counts what may be done so often within a time, by all processes together. */
export interface LimitStorage {
  /**
   * Counts one more under a name and says how many that makes in the window that `now` is in; windows
   * of a length begin at its multiples. What belongs to windows of more than a day ago is forgotten.
   */
  spend(name: string, windowMs: number, now: number): Promise<number>;
}
