export interface Slots {
  /**
   * Waits for a turn, first come first served; call the result once to hand it on.
   * @throws the signal's reason when it is aborted first.
   */
  take(signal: AbortSignal): Promise<() => void>;
}

/** Lets so many callers in at a time; one who gives up leaves the line at once. */
export function createSlots(max: number): Slots {
  const line: (() => void)[] = [];
  let taken = 0;

  function handOn(): void {
    const next = line.shift();
    if (next === undefined) taken -= 1;
    else next();
  }

  return {
    async take(signal) {
      signal.throwIfAborted();
      if (taken < max) {
        taken += 1;
        return handOn;
      }
      await new Promise<void>((resolve, reject) => {
        const enter = (): void => {
          signal.removeEventListener("abort", leave);
          resolve();
        };
        const leave = (): void => {
          line.splice(line.indexOf(enter), 1);
          reject(signal.reason);
        };
        signal.addEventListener("abort", leave, { once: true });
        line.push(enter);
      });
      return handOn;
    },
  };
}
