const HOUR_MS = 3_600_000;

/**
 * `2026/03/01 09:05`, as CQL takes times: in whole minutes, of the time zone that the asking account
 * has set. Never later than `ms`: where a clock is put back, the earlier of the two is meant.
 */
export function cqlTime(ms: number, timeZone: string | undefined): string {
  const zone = usable(timeZone);
  // A zone that is not told may be any: 14 hours behind UTC is as far as they go.
  if (zone === undefined) return write(ms - 14 * HOUR_MS, "UTC");
  const isNearChange =
    offsetMs(ms - 3 * HOUR_MS, zone) !== offsetMs(ms, zone) ||
    offsetMs(ms + 3 * HOUR_MS, zone) !== offsetMs(ms, zone);
  return write(isNearChange ? ms - 2 * HOUR_MS : ms, zone);
}

function usable(timeZone: string | undefined): string | undefined {
  if (timeZone === undefined || timeZone === "") return undefined;
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone;
  } catch {
    return undefined;
  }
}

function write(ms: number, timeZone: string): string {
  const { year, month, day, hour, minute } = parts(ms, timeZone);
  return `${year}/${month}/${day} ${hour}:${minute}`;
}

function offsetMs(ms: number, timeZone: string): number {
  const { year, month, day, hour, minute } = parts(ms, timeZone);
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  return wall - Math.floor(ms / 60_000) * 60_000;
}

function parts(ms: number, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
}
