/** Ids in Slack's form, the same ones each time a world is built the same way. */
export interface Ids {
  next(prefix: string): string;
  /** A message's time stamp: seconds and six digits, never the same twice. */
  ts(nowMs: number): string;
}

const WIDTH = 8;

export function createIds(): Ids {
  let count = 0;
  let lastMicros = 0;
  return {
    next(prefix) {
      count += 1;
      return `${prefix}0${count.toString(36).toUpperCase().padStart(WIDTH, "0")}`;
    },
    ts(nowMs) {
      lastMicros = Math.max(Math.floor(nowMs * 1_000), lastMicros + 1);
      const digits = String(lastMicros);
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    },
  };
}
