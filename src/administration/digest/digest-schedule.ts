import { Cron } from "croner";
import type { DigestRecord } from "../../storage/ports/administration-storage.ts";
import { WrongUsageError } from "../admin-command.ts";

export type DigestSchedule = Pick<DigestRecord, "schedule" | "timeZone">;

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DEFAULT_DAY = 1;
const DEFAULT_TIME = { hour: 9, minute: 0 };

/** `monday 9:00`, `fri 16.30`, `8am`, in any order; nothing means Monday at nine. @throws WrongUsageError */
export function readDigestSchedule(words: readonly string[]): string {
  let day: number | undefined;
  let time: typeof DEFAULT_TIME | undefined;
  for (const word of words.map((one) => one.toLowerCase()).filter((one) => one !== "at")) {
    const asDay = readDay(word);
    const asTime = readTime(word);
    if (asDay !== undefined && day === undefined) day = asDay;
    else if (asTime !== undefined && time === undefined) time = asTime;
    else throw new WrongUsageError("digest here monday 9:00");
  }
  const { hour, minute } = time ?? DEFAULT_TIME;
  return `${minute} ${hour} * * ${day ?? DEFAULT_DAY}`;
}

function readDay(word: string): number | undefined {
  const name = word.replace(/,$/, "").replace(/days$/, "day");
  if (!/^[a-z]{3,}$/.test(name)) return undefined;
  const found = DAYS.findIndex((day) => day.toLowerCase().startsWith(name));
  return found === -1 ? undefined : found;
}

function readTime(word: string): typeof DEFAULT_TIME | undefined {
  const [, hours, minutes = "0", half] = /^(\d{1,2})(?:[:.h](\d{2}))?(am|pm)?$/.exec(word) ?? [];
  if (hours === undefined) return undefined;
  const given = Number(hours);
  if (half !== undefined && (given < 1 || given > 12)) return undefined;
  const hour = half === undefined ? given : (given % 12) + (half === "pm" ? 12 : 0);
  const minute = Number(minutes);
  return hour < 24 && minute < 60 ? { hour, minute } : undefined;
}

/** One that this machine knows; UTC where there is none. */
export function knownTimeZone(timeZone: string | undefined): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone: timeZone || "UTC" });
    return timeZone || "UTC";
  } catch {
    return "UTC";
  }
}

/** When it comes next after a time, whatever clocks do in between. */
export function nextDigestAt(
  { schedule, timeZone }: DigestSchedule,
  after: number,
): number | undefined {
  const cron = new Cron(schedule, { paused: true, timezone: timeZone, mode: "5-part" });
  return cron.nextRun(new Date(after))?.getTime();
}

/** The last time that it was due, after one and until another; undefined where it was not. */
export function lastDueAt(
  digest: DigestSchedule,
  { after, until }: { after: number; until: number },
): number | undefined {
  let due: number | undefined;
  // Of many missed weeks only the last counts, and they are few.
  for (let from = Math.max(after, until - 60 * 86_400_000); ; ) {
    const next = nextDigestAt(digest, from);
    if (next === undefined || next > until || next <= from) return due;
    due = next;
    from = next;
  }
}

/** What was due while nothing ran is old news after three days. */
export function isOldNews(due: number, now: number): boolean {
  return now - due >= 3 * 86_400_000;
}

/** "each Monday at 9:00 (Europe/Berlin)". */
export function inWords({ schedule, timeZone }: DigestSchedule): string {
  const [minute = "0", hour = "0", , , day = "1"] = schedule.split(" ");
  return `each ${DAYS[Number(day)]} at ${hour}:${minute.padStart(2, "0")} (${timeZone})`;
}
