import type { DatasetRow } from "./dataset-row.ts";

/** The row with each of its texts redacted. */
export function redactRow(row: DatasetRow, redact: (text: string) => string): DatasetRow {
  const maybe = (text: string | undefined) => (text === undefined ? undefined : redact(text));
  return {
    ...row,
    question: redact(row.question),
    standAlone: redact(row.standAlone),
    contexts: row.contexts.map((context) => ({
      ...context,
      title: redact(context.title),
      headings: context.headings.map(redact),
      path: redact(context.path),
      text: redact(context.text),
    })),
    answer: maybe(row.answer),
    gold: maybe(row.gold),
    correction: maybe(row.correction),
  };
}

/** The same value with each string in it redacted. */
export function redactStrings<T>(value: T, redact: (text: string) => string): T {
  const redacted = (one: unknown): unknown => {
    if (typeof one === "string") return redact(one);
    if (Array.isArray(one)) return one.map(redacted);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, redacted(inner)]));
  };
  return redacted(value) as T;
}
