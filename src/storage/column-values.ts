/** Rows of one statement; times eight columns well under SQLite's 32,766 variables. */
const CHUNK = 500;

/** The items in portions that one statement can take. */
export function* inChunks<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
}

/** Tells documents of all sources apart. */
export function nameOfDocument(key: { source: string; documentId: string }): string {
  return JSON.stringify([key.source, key.documentId]);
}

/** One row a document: Postgres refuses a statement that would write the same row twice. */
export function lastOfEachDocument<T extends { source: string; documentId: string }>(
  rows: readonly T[],
): T[] {
  return [...new Map(rows.map((row) => [nameOfDocument(row), row])).values()];
}

/** JSON text for a column; undefined becomes SQL's null, JSON's null does not. */
export function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

export function fromJson<T>(text: string | null): T | undefined {
  return text === null ? undefined : (JSON.parse(text) as T);
}

/** 0 and 1 for a column, null for what is not known. */
export function toFlag(value: boolean | undefined): number | null {
  return value === undefined ? null : Number(value);
}

export function fromFlag(flag: number | null): boolean | undefined {
  return flag === null ? undefined : flag === 1;
}

type NullsForUndefined<T> = {
  [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K];
};

type UndefinedForNulls<T> = {
  [K in keyof T]: null extends T[K] ? Exclude<T[K], null> | undefined : T[K];
};

export function undefinedToNull<T extends object>(record: T): NullsForUndefined<T> {
  const entries = Object.entries(record).map(([key, value]) => [key, value ?? null]);
  return Object.fromEntries(entries) as NullsForUndefined<T>;
}

export function nullToUndefined<T extends object>(row: T): UndefinedForNulls<T> {
  const entries = Object.entries(row).map(([key, value]) => [key, value ?? undefined]);
  return Object.fromEntries(entries) as UndefinedForNulls<T>;
}
