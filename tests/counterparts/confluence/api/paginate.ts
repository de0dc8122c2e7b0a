import { createHash } from "node:crypto";
import { invalid } from "../replies/refusal.ts";

type Value = number | string;

interface Paging<Item> {
  cursor: string | undefined;
  limit: number;
  /** The list, without cursor and limit: a cursor is good for the list that it came from alone. */
  of: string;
  sortBy: (item: Item) => Value;
  /** Tells items apart that sort alike. */
  idOf: (item: Item) => string;
  descending?: boolean;
}

/**
 * One page of a list. A cursor says after which value and id to go on, as Confluence's do: what is
 * deleted while somebody reads makes nothing slip through, but what gets another value may come
 * twice or not at all.
 */
export function paginate<Item>(items: readonly Item[], paging: Paging<Item>) {
  const { cursor, limit, of, sortBy, idOf, descending = false } = paging;
  const mark = createHash("sha256").update(of).digest("base64url").slice(0, 8);
  const sign = descending ? -1 : 1;
  const order = (a: Position, b: Position) =>
    sign * compare(a.value, b.value) || compare(a.number, b.number);
  const rows = items.map((item) => ({
    item,
    value: sortBy(item),
    number: toNumber(idOf(item)),
  }));
  rows.sort(order);
  const after = cursor === undefined ? undefined : readCursor(cursor, mark);
  const start = after === undefined ? 0 : firstAfter(rows, (row) => order(row, after) > 0);
  const end = Math.min(start + limit, rows.length);
  const last = rows[end - 1];
  const more = end < rows.length && last !== undefined;
  return {
    results: rows.slice(start, end).map(({ item }) => item),
    next: more ? writeCursor({ value: last.value, number: last.number }, mark) : undefined,
    total: rows.length,
  };
}

interface Position {
  value: Value;
  number: number;
}

function toNumber(id: string): number {
  return Number(id.replace(/\D/g, "").slice(-15));
}

function compare(a: Value, b: Value): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

function firstAfter<Row>(rows: readonly Row[], isAfter: (row: Row) => boolean): number {
  let low = 0;
  for (let high = rows.length; low < high; ) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && isAfter(row)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function writeCursor({ value, number }: Position, mark: string): string {
  return Buffer.from(JSON.stringify([mark, value, number])).toString("base64");
}

function readCursor(cursor: string, mark: string): Position {
  try {
    const [of, value, number] = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    if (of === mark) return { value, number };
  } catch {
    // Said below.
  }
  throw invalid(`The cursor {${cursor}} is not one of this list`);
}
