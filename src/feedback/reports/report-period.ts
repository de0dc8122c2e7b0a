import { AdminError } from "../../sources/sources-deps.ts";

export const DAY_MS = 86_400_000;
export const DEFAULT_DAYS = 30;
const MOST_DAYS = 3_650;

/** The days that a report goes back. @throws AdminError */
export function checkDays(days: number): number {
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new AdminError(`A report goes back 1 to ${MOST_DAYS} days: give a whole number of days.`);
}
