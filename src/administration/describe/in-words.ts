const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** "5 minutes ago", "in 2 hours"; undefined where there is no such time. */
export function fromNow(time: string | number | undefined, now: number): string | undefined {
  if (time === undefined) return undefined;
  const ms = (typeof time === "string" ? Date.parse(time) : time) - now;
  const [unit, unitMs] = STEPS.find(([, stepMs]) => Math.abs(ms) >= stepMs) ?? [];
  if (unit === undefined || unitMs === undefined) return "just now";
  return relative.format(Math.trunc(ms / unitMs), unit);
}

/** "3 s", "12 min". */
export function duration(ms: number): string {
  if (ms < 120_000) return `${Math.max(1, Math.round(ms / 1_000))} s`;
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}

/** "the last 30 days". */
export function inDays(days: number): string {
  return days === 1 ? "the last day" : `the last ${days} days`;
}

/** "1 document", "1,200 documents". */
export function count(number: number, thing: string): string {
  return `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
}
