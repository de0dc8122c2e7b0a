import { invalid } from "../../replies/refusal.ts";

const MINUTE_MS = 60_000;
const SPANS_MS: Record<string, number> = {
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: 1_440 * MINUTE_MS,
  w: 10_080 * MINUTE_MS,
};

const WALL_CLOCK = /^(\d{4})([-/])(\d{2})\2(\d{2})(?: (\d{2}):(\d{2}))?$/;
const NOW = /^now\((?:([+-]\d+)([mhdw]))?\)$/;

/** A time as CQL has it, in the time zone of who asks. @throws Refusal */
export function readTime(value: string, timeZone: string, now: number): number {
  const relative = NOW.exec(value);
  if (relative !== null) {
    const [, amount = "0", unit = "m"] = relative;
    return now + Number(amount) * (SPANS_MS[unit] ?? 0);
  }
  const parts = WALL_CLOCK.exec(value);
  if (parts === null) throw invalid(`Could not parse cql : ${value} is not a date`);
  const [year, month, day, hour, minute] = [1, 3, 4, 5, 6].map((at) => Number(parts[at] ?? 0));
  const wall = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute);
  if (Number.isNaN(wall) || new Date(wall).getUTCDate() !== day) {
    throw invalid(`Could not parse cql : ${value} is not a date`);
  }
  // The zone's distance from UTC at that time is known only once the time is; twice gets there.
  const guess = wall - offsetMs(wall, timeZone);
  return wall - offsetMs(guess, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(at: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "medium" });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}

export function toMinute(at: number): number {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
