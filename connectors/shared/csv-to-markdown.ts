import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { pipeRows } from "./html/html-table.ts";

/** About what one passage holds, so that a passage is a table with its own header. */
const CHARACTERS_PER_TABLE = 900;
const DELIMITERS = [",", ";", "\t", "|"];
const SLICE = 65_536;

/**
 * Rows as Markdown tables of a few rows each, every one with the header again; the first row is
 * the header. Reads as it goes and never holds all rows. Throws when a quote is never closed.
 */
export async function csvToMarkdown(text: string, signal: AbortSignal): Promise<string> {
  const records = Readable.from(slices(text)).pipe(
    parse({
      delimiter: sniffDelimiter(text),
      bom: true,
      relax_column_count: true,
      // A measure such as 5" is no quote.
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 1_000_000,
    }),
  );
  const tables: string[] = [];
  let header: string[] | undefined;
  let rows: string[][] = [];
  let size = 0;
  for await (const record of records as AsyncIterable<string[]>) {
    signal.throwIfAborted();
    if (record.every((cell) => cell === "")) continue;
    if (header === undefined) {
      header = record;
      continue;
    }
    const length = record.join(" | ").length;
    if (rows.length > 0 && size + length > CHARACTERS_PER_TABLE) {
      tables.push(table(header, rows));
      rows = [];
      size = 0;
    }
    rows.push(record);
    size += length;
  }
  if (header !== undefined && (rows.length > 0 || tables.length === 0)) {
    tables.push(table(header, rows));
  }
  return tables.join("\n\n");
}

function table(header: string[], rows: string[][]): string {
  const width = Math.max(header.length, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index) => index);
  const names = columns.map((index) => header[index] || `Column ${index + 1}`);
  return pipeRows([names, ...rows.map((row) => columns.map((index) => row[index] ?? ""))]);
}

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += SLICE) yield text.slice(at, at + SLICE);
}

/** The delimiter that cuts the first lines into the most columns, and the same number in each. */
export function sniffDelimiter(text: string): string {
  const start = text.slice(0, 20_000).replaceAll(/"[^"]*"/g, "");
  const lines = start
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  const scored = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const first = counts[0] ?? 0;
    const agreeing = counts.filter((count) => count === first && count > 0).length;
    return { delimiter, score: first === 0 ? 0 : agreeing * 1000 + first };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}
