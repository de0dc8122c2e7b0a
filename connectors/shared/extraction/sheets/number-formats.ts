import { childAt, elementsOf } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import { tidyNumber } from "../office/tidy-number.ts";

type Kind = "number" | "percent" | "date" | "time" | "date-time";

/** How a number is shown that has a style's index. */
export type NumberFormats = (styleIndex: number) => Kind;

const BUILT_IN_DATES = new Set([
  14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58,
]);
const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 45, 46, 47]);

export function readNumberFormats(styles: XmlElement | undefined): NumberFormats {
  const codes = new Map(
    elementsOf(childAt(styles, "x:numFmts"), "x:numFmt").map(({ attributes }) => [
      Number(attributes.numFmtId),
      attributes.formatCode ?? "",
    ]),
  );
  const kinds = elementsOf(childAt(styles, "x:cellXfs"), "x:xf").map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0);
    return kindOf(id, codes.get(id));
  });
  return (styleIndex) => kinds[styleIndex] ?? "number";
}

function kindOf(id: number, code: string | undefined): Kind {
  if (code === undefined) {
    if (id === 9 || id === 10) return "percent";
    if (id === 22) return "date-time";
    if (BUILT_IN_TIMES.has(id)) return "time";
    return BUILT_IN_DATES.has(id) ? "date" : "number";
  }
  // Colours, conditions, quoted words and escaped characters are no part of the pattern.
  const pattern = code.replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]|"[^"]*"|\\.|_.|\*./gi, "");
  const first = pattern.split(";", 1)[0] ?? "";
  const hasDate = /[yd]|m(?![^a-z]*s)/i.test(first.replaceAll(/h+[^a-z]*m+/gi, "h"));
  const hasTime = /h|s/i.test(first);
  if (/general|[#0?]/i.test(first) && !/[yd]|h.*m|m.*s/i.test(first)) {
    return first.includes("%") ? "percent" : "number";
  }
  if (hasDate) return hasTime ? "date-time" : "date";
  return hasTime ? "time" : "number";
}

const DAY_MS = 86_400_000;

/** A number as people read it: dates in ISO 8601, percentages with their sign. */
export function showNumber(text: string, kind: Kind, is1904: boolean): string {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return text;
  if (kind === "percent") return `${Number((value * 100).toPrecision(12))}%`;
  if (kind === "number" || value < 0 || value > 2_958_466) return tidyNumber(text);
  // Excel counts a 29 February 1900 that never was.
  const days = is1904 ? value + 1462 : value < 60 ? value + 1 : value;
  const ms = Math.round((days - 25_569) * 86_400) * 1000;
  const iso = new Date(ms).toISOString();
  const clock = iso.slice(11, 19).replace(/:00$/, "");
  if (kind === "time") return value < 1 ? clock : `${Math.floor(value * 24)}:${iso.slice(14, 16)}`;
  const isMidnight = ms % DAY_MS === 0;
  return kind === "date" || isMidnight ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${clock}`;
}
