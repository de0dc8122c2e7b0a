export interface Replays<Result> {
  /**
   * Does something once for a key. Who asks while it is being done shares its result; afterwards,
   * until a time, they are told that it was done. What failed may be tried again.
   */
  once(key: string, until: number, work: () => Promise<Result>): Promise<Result | "done">;
}

const SWEEP_MS = 60_000;

export function createReplays<Result>(now: () => number): Replays<Result> {
  const running = new Map<string, Promise<Result>>();
  const doneUntil = new Map<string, number>();
  let sweptAt = now();

  function sweep(): void {
    if (now() - sweptAt < SWEEP_MS) return;
    sweptAt = now();
    for (const [key, until] of doneUntil) if (until <= now()) doneUntil.delete(key);
  }

  return {
    async once(key, until, work) {
      sweep();
      if (doneUntil.has(key)) return "done";
      const known = running.get(key);
      if (known !== undefined) return known;
      const result = work();
      running.set(key, result);
      try {
        const value = await result;
        doneUntil.set(key, until);
        return value;
      } finally {
        running.delete(key);
      }
    },
  };
}
