const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400_000],
  ["month", 30.4 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "updated 6 months ago"; undefined when the date is not known. */
export function formatAge(updatedAt: string | null | undefined, now: number): string | undefined {
  const time = Date.parse(updatedAt ?? "");
  if (Number.isNaN(time)) return undefined;
  const ageMs = now - time;
  const [unit, unitMs] = STEPS.find(([, stepMs]) => Math.abs(ageMs) >= stepMs) ?? [];
  if (unit === undefined || unitMs === undefined) return "updated just now";
  return `updated ${relative.format(-Math.trunc(ageMs / unitMs), unit)}`;
}

/** "a minute", "20 seconds": how long somebody is asked to wait. */
export function formatWait(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  if (seconds < 60) return seconds === 1 ? "a second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
