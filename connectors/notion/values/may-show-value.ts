import type { PageObjectResponse } from "@notionhq/client";
import type { Borrower } from "../borrowed/borrower.ts";
import { findLender, lendsRowsTo } from "../borrowed/find-lender.ts";
import type { Property } from "../markdown/property-to-text.ts";
import { type Named, pagesNamedIn } from "../markdown/rich-text.ts";
import type { Run } from "../sync/run.ts";
import { readersAt } from "../workspace/audiences.ts";
import { readColumnId } from "../workspace/columns.ts";
import type { Place } from "../workspace/places.ts";
import { namedInRows } from "./named-in-rows.ts";
import { dataSource, type Trace, traceValue } from "./trace-values.ts";

/** A row that is being read. */
interface Row {
  run: Run;
  page: PageObjectResponse;
  place: Place;
  borrower: Borrower;
}

/** What a value that Notion works out is made of; undefined when Notion does not say. */
export async function traceProperty(
  { run, page, borrower }: Omit<Row, "place">,
  { id }: Property,
): Promise<Trace | undefined> {
  if (page.parent.type !== "data_source_id") return undefined;
  const { data_source_id: sourceId } = page.parent;
  const source = await dataSource(run, sourceId);
  borrower.borrow("columns", sourceId, await findLender(run, sourceId), true);
  const column = source?.columns?.find((one) => one.id === readColumnId(id));
  return source && column && traceValue(run, source, column);
}

/** Whether each reader may read all that it is made of, and know of each page that a text in it names. */
export async function mayShowValue(row: Row, trace: Trace): Promise<boolean> {
  const mayRead = await mayReadRows(row, trace);
  if (!(mayRead && trace.isKnown && (await mayNameAll(row, trace)))) return false;
  for (const id of trace.texts) row.borrower.borrow("words", id, "unseen", true);
  return true;
}

/** All of them are noted, also where one is enough to know. */
async function mayReadRows({ run, place, borrower }: Row, { sources }: Trace): Promise<boolean> {
  const readers = readersAt(run.settings.audiences, place.ids);
  let mayRead = true;
  for (const id of sources) {
    const found = await findLender(run, id);
    const isOpen = await lendsRowsTo(run, id, found, readers);
    mayRead = borrower.borrow("values", id, found, isOpen) && mayRead;
  }
  return mayRead;
}

async function mayNameAll({ run, page, borrower }: Row, trace: Trace): Promise<boolean> {
  const own = Object.values(page.properties).filter(({ id }) => trace.own.has(readColumnId(id)));
  const named = own.flatMap(namedBy);
  for (const id of trace.texts) {
    const inRows = await namedInRows(run, id);
    if (inRows === undefined) return false;
    named.push(...inRows);
  }
  let mayName = true;
  for (const one of named) mayName = (await borrower.titleOf(one)) !== undefined && mayName;
  return mayName;
}

function namedBy(property: Property): Named[] {
  if (property.type === "relation") {
    return property.relation.map(({ id }) => ({ id, type: "page" }));
  }
  return pagesNamedIn(Reflect.get(property, property.type));
}
