import { AdminError } from "../../sources/sources-deps.ts";

export const DAY_MS = 86_400_000;
export const DEFAULT_DAYS = 30;
const MOST_DAYS = 3_650;

/** The days that a report goes back. @throws AdminError */
export function checkDays(days: number): number {
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new AdminError(`A report goes back 1 to ${MOST_DAYS} days: give a whole number of days.`);
}

/** `--days 7`, `days 7` or `7`, as people type it; nothing else. @throws AdminError */
export function readDays(words: readonly string[], command: string): number {
  const [flag = "", second, ...others] = words;
  const first = flag.replace(/^[-–—]+(?=days)/, "");
  if (words.length === 0) return DEFAULT_DAYS;
  const [name, equals] = first.split("=");
  const value = name === "days" ? (equals ?? second) : first;
  const isAlone =
    others.length === 0 && (name === "days" && equals === undefined) === (second !== undefined);
  if (isAlone && /^\d{1,6}$/.test(value ?? "")) return checkDays(Number(value));
  throw new AdminError(`Say it like this: ${command}, or ${command} --days 7.`);
}
