import type { Figure } from "../reading/read-figures.ts";

/** Whether a figure of a sentence says what one of a passage says. */
export function figuresAgree(said: Figure, source: Figure): boolean {
  if (said.kind === "date" || source.kind === "date") return datesAgree(said, source);
  if (said.kind === "ordinal" || source.kind === "ordinal") {
    return said.kind === source.kind && said.values[0] === source.values[0];
  }
  if (said.kind === "time" || source.kind === "time") return timesAgree(said, source);
  const a = said.unit;
  const b = source.unit;
  if (a === undefined || b === undefined) return share(said.values, source.values, 1, 1);
  if (a.family !== b.family) return false;
  return share(said.values, source.values, a.size, b.size);
}

function share(a: readonly number[], b: readonly number[], sizeA: number, sizeB: number): boolean {
  return a.some((x) =>
    b.some((y) => Math.abs(x * sizeA - y * sizeB) < 1e-6 * Math.max(1, x * sizeA)),
  );
}

/** Each part that the sentence names must be the same; what the passage leaves open stays open. */
function datesAgree(said: Figure, source: Figure): boolean {
  const a = said.date ?? asYear(said);
  const b = source.date ?? asYear(source);
  if (a === undefined || b === undefined) return false;
  if (a.day !== undefined && (b.day === undefined || a.day !== b.day)) return false;
  if (a.month !== undefined && (b.month === undefined || a.month !== b.month)) return false;
  return a.year === undefined || b.year === undefined || a.year === b.year;
}

function asYear(figure: Figure): Figure["date"] {
  const [value = 0] = figure.values;
  const isYear =
    figure.kind === "number" && figure.unit === undefined && value >= 1000 && value < 2200;
  return isYear && Number.isInteger(value) ? { year: value } : undefined;
}

/** "5 pm" is 17:00; a bare "9" beside a time is an hour. */
function timesAgree(said: Figure, source: Figure): boolean {
  const a = said.kind === "time" ? said.values : hours(said);
  const b = source.kind === "time" ? source.values : hours(source);
  // "2 h 50" is a length of time where the other one is.
  for (const [time, other] of [
    [said, source],
    [source, said],
  ] as const) {
    const { unit } = other;
    if (/\dh/.test(time.text.replace(/\s/g, "")) && unit?.family === "time")
      return share(time.values, other.values, 1, unit.size);
  }
  if (share(a, b, 1, 1)) return true;
  // "from 9 to 5": an hour without its half of the day may be either.
  if (said.kind === source.kind) return false;
  return a.some((x) => b.some((y) => x % 720 === y % 720));
}

function hours(figure: Figure): number[] {
  return figure.unit === undefined
    ? figure.values.filter((one) => one <= 24).map((one) => one * 60)
    : [];
}
