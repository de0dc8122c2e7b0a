/** As far as a text names it. */
export interface CalendarDate {
  year?: number;
  month?: number;
  day?: number;
}

const MONTHS =
  "jan(?:uary|uar|vier|\\.)?|janner|enero|feb(?:ruary|ruar|rero|\\.)?|fevrier|mar(?:ch|s|zo|\\.)?|marz|apr(?:il|\\.)?|avril|abril|may|mai|mayo|june?|juni|juin|junio|july?|juli|juillet|julio|aug(?:ust|\\.)?|aout|agosto|sep(?:t|tember|tembre|tiembre|\\.)?\\.?|oct(?:ober|obre|\\.)?|okt(?:ober|\\.)?|octubre|nov(?:ember|embre|iembre|\\.)?|dec(?:ember|embre|\\.)?|dez(?:ember|\\.)?|diciembre";
const MONTH_STARTS: readonly (readonly [RegExp, number])[] = [
  [/^(?:jan|ene)/, 1],
  [/^(?:feb|fev)/, 2],
  [/^mar/, 3],
  [/^(?:apr|avr|abr)/, 4],
  [/^(?:may|mai)/, 5],
  [/^(?:june?$|juni|juin)/, 6],
  [/^(?:jul|juil)/, 7],
  [/^(?:aug|aou|ago)/, 8],
  [/^sep/, 9],
  [/^(?:oct|okt)/, 10],
  [/^nov/, 11],
  [/^(?:dec|dez|dic)/, 12],
];
const YEAR = "(?:1[5-9]|20)\\d{2}";
const DAY = "(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|er|\\.)?";
const B = "(?<![\\p{L}\\p{N}])";
const E = "(?![\\p{L}\\p{N}])";

/** Dates with a day or a year, and how to read them. */
export const DATES: readonly (readonly [RegExp, (m: string[]) => CalendarDate | undefined])[] = [
  [
    new RegExp(`${B}(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:t[\\d:.z+-]+)?${E}`, "gu"),
    ([, y, m, d]) => dateOf(y, m, d),
  ],
  [
    new RegExp(`${B}(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4}|\\d{2})${E}`, "gu"),
    ([, d, m, y]) => dateOf(y, m, d),
  ],
  [
    new RegExp(`${B}(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})${E}`, "gu"),
    ([, a, b, y]) => (Number(a) > 12 ? dateOf(y, b, a) : dateOf(y, a, b)),
  ],
  [
    new RegExp(
      `${B}(${DAY})\\s*(?:of |de |den |le )?(${MONTHS})(?:,?\\s*(?:of |de |del )?(${YEAR}))?${E}`,
      "gu",
    ),
    ([, d, m, y]) => dateOf(y, m, d),
  ],
  [
    new RegExp(
      `${B}(${MONTHS})\\s+(?:the )?(${DAY})(?![\\d:.,]*\\d)(?:,?\\s*(${YEAR}))?${E}`,
      "gu",
    ),
    ([, m, d, y]) => dateOf(y, m, d),
  ],
  [
    new RegExp(`${B}(${MONTHS})(?:,?\\s+(?:of |de |del )?)(${YEAR})${E}`, "gu"),
    ([, m, y]) => dateOf(y, m, undefined),
  ],
  [
    new RegExp(`${B}(\\d{1,2})\\.\\s?(0?[1-9]|1[0-2])\\.(?![\\d.])`, "gu"),
    ([, d, m]) => dateOf(undefined, m, d),
  ],
  // "31/03": the first of two small numbers is a day where it can be no month.
  [
    new RegExp(`${B}(1[3-9]|2\\d|3[01])/(0[1-9]|1[0-2])(?![\\d/])`, "gu"),
    ([, d, m]) => dateOf(undefined, m, d),
  ],
];
/** The name of a month; `isMonth` says whether it is one. */
export const MONTH_ALONE = new RegExp(`${B}(${MONTHS})${E}`, "gu");
const HOURS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
/** Times of day that have a name. */
export const NAMED_TIMES: readonly (readonly [RegExp, (m: string[]) => number | undefined])[] = [
  [
    new RegExp(
      `${B}(half|quarter) (past|to) (${HOURS.join("|")}|\\d{1,2})(?:\\s*(a\\.?m\\.?|p\\.?m\\.?))?${E}`,
      "gu",
    ),
    ([, part, side, hour = "", half]) =>
      timeOf(/\d/.test(hour) ? hour : String(HOURS.indexOf(hour) + 1), "0", half) +
      (part === "half" ? 30 : 15) * (side === "to" ? -1 : 1),
  ],
  [new RegExp(`${B}(?:noon|midday|mittags?|midi|mediodia)${E}`, "gu"), () => 720],
  [new RegExp(`${B}(?:midnight|mitternacht|minuit|medianoche)${E}`, "gu"), () => 0],
];
/** Times of day, in minutes since midnight. */
export const TIMES: readonly (readonly [RegExp, (m: string[]) => number | undefined])[] = [
  [
    new RegExp(
      `${B}([01]?\\d|2[0-4])[:.h]([0-5]\\d)(?::[0-5]\\d)?\\s*(a\\.?\\s?m\\.?|p\\.?\\s?m\\.?|uhr|o'clock)${E}`,
      "gu",
    ),
    ([, h, m, half]) => timeOf(h, m, half),
  ],
  [
    new RegExp(`${B}([01]?\\d|2[0-4])\\s*(a\\.?\\s?m\\.?|p\\.?\\s?m\\.?|uhr|o'clock)${E}`, "gu"),
    ([, h, half]) => timeOf(h, "0", half),
  ],
  [
    new RegExp(`${B}([01]?\\d|2[0-4]):([0-5]\\d)(?::[0-5]\\d)?${E}`, "gu"),
    ([, h, m]) => timeOf(h, m, ""),
  ],
  [
    new RegExp(`${B}([01]?\\d|2[0-4])\\s?h(?:\\s?([0-5]\\d))?${E}`, "gu"),
    ([, h, m]) => timeOf(h, m ?? "0", ""),
  ],
  ...NAMED_TIMES,
];

/** "may" and "march" are verbs too, "mar" and "jan" names: letters alone count only as names of months. */
export function isMonth(text: string, match: RegExpMatchArray): boolean {
  const raw = text.slice(match.index, (match.index ?? 0) + match[0].length);
  if (!/^\p{Lu}/u.test(raw))
    return /^(?:janvier|fevrier|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|enero|febrero|abril|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)$/u.test(
      match[0],
    );
  if (raw.length <= 3 && raw !== "May" && raw !== "Mai") return false;
  if (!/^(?:May|Mai|March|Mars|Marsh|August|April|June)$/u.test(raw)) return true;
  const before = text.slice(0, match.index).trimEnd();
  return before !== "" && !/[.!?:|•\n-]$/u.test(before);
}

/** A date of its parts as written; undefined where there is no such month or day. */
export function dateOf(
  y: string | undefined,
  m: string | undefined,
  d: string | undefined,
): CalendarDate | undefined {
  const date: CalendarDate = {};
  if (y !== undefined) date.year = y.length === 2 ? 2000 + Number(y) : Number(y);
  if (m !== undefined) {
    const month = /^\d/.test(m) ? Number(m) : MONTH_STARTS.find(([start]) => start.test(m))?.[1];
    if (month === undefined || month < 1 || month > 12) return undefined;
    date.month = month;
  }
  if (d !== undefined) {
    date.day = Number.parseInt(d, 10);
    if (date.day > 31) return undefined;
  }
  return date;
}

function timeOf(h: string | undefined, m: string | undefined, half: string | undefined): number {
  const isAfternoon = /^p/u.test(half ?? "");
  const isMorning = /^a/u.test(half ?? "");
  const hours = (Number(h) % (isAfternoon || isMorning ? 12 : 25)) + (isAfternoon ? 12 : 0);
  return hours * 60 + Number(m);
}
