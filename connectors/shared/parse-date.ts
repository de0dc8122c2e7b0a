const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](.+))?$/;
const WITH_MONTH_NAME =
  /^(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Za-z]{3,9}\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?\d{4}$/;

/**
 * A date as people write it in front matter (2026-01-08, 2026/1/8, 8 January 2026), as ISO 8601;
 * undefined for anything else. Without a time or zone it is midnight UTC.
 */
export function parseDate(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  const parts = ISO.exec(text);
  if (parts !== null) {
    const [, year, month = "", day = "", time] = parts;
    const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    // Date.parse rolls 31 February over into March.
    if (toIso(date)?.slice(0, 10) !== date) return undefined;
    if (time === undefined) return toIso(date);
    const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(time) ? time : `${time}Z`;
    return toIso(`${date}T${zoned.replace(/\s+(?=[+-]|Z$)/i, "")}`);
  }
  if (!WITH_MONTH_NAME.test(text)) return undefined;
  return toIso(`${text.replaceAll(/(?<=\d)(?:st|nd|rd|th)/g, "")} UTC`);
}

function toIso(text: string): string | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
