const dayFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
});
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

const STEPS = [
  ["year", 365 * 86_400_000],
  ["month", 30.4 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "6 months ago"; what is under a minute old is "just now". */
export function formatAgo(time, now = Date.now()) {
  const ageMs = now - time;
  for (const [unit, unitMs] of STEPS) {
    if (Math.abs(ageMs) >= unitMs) return relative.format(-Math.trunc(ageMs / unitMs), unit);
  }
  return "just now";
}

/** "12 May 2026" */
export function formatDay(time) {
  return dayFormat.format(Date.parse(time));
}

/** "updated 12 May 2026, 6 months ago", or undefined when the date is not known. */
export function formatAge(updatedAt, now = Date.now()) {
  const time = Date.parse(updatedAt ?? "");
  if (Number.isNaN(time)) return undefined;
  return `updated ${dayFormat.format(time)}, ${formatAgo(time, now)}`;
}
