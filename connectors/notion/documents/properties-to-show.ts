import { isFullPage, type PageObjectResponse } from "@notionhq/client";
import type { Borrower } from "../borrowed/borrower.ts";
import { takeOver } from "../borrowed/take-over.ts";
import { isDerived, type Property } from "../markdown/property-to-text.ts";
import type { Run } from "../sync/run.ts";
import { mayShowValue, traceProperty } from "../values/may-show-value.ts";
import { namedInRows } from "../values/named-in-rows.ts";
import type { Trace } from "../values/trace-values.ts";
import type { Place } from "../workspace/places.ts";
import { completeProperties } from "./complete-properties.ts";

/** What each reader may read of a page's properties. @throws ConnectorError */
export async function propertiesToShow(
  run: Run,
  raw: PageObjectResponse,
  place: Place,
  borrower: Borrower,
): Promise<PageObjectResponse["properties"]> {
  const traces = new Map<string, Trace>();
  for (const property of Object.values(raw.properties ?? {}).filter(isDerived)) {
    const trace = await traceProperty({ run, page: raw, borrower }, property);
    if (trace !== undefined) traces.set(property.id, trace);
  }
  const current = await afterTexts(run, raw, [...traces.values()]);
  const page = { ...current, properties: await completeProperties(run.api, current) };
  const shown: [string, Property][] = [];
  for (const [name, property] of Object.entries(page.properties)) {
    const trace = traces.get(property.id);
    const isShown =
      !isDerived(property) ||
      (trace !== undefined && (await mayShowValue({ run, page, place, borrower }, trace)));
    if (isShown) shown.push([name, property]);
  }
  return takeOver(Object.fromEntries(shown), borrower);
}

/**
 * The row as it is once the texts that its values are made of are known: those before may hold what a
 * text did not name any more when it was looked at.
 */
async function afterTexts(
  run: Run,
  page: PageObjectResponse,
  traces: readonly Trace[],
): Promise<PageObjectResponse> {
  const texts = new Set(traces.flatMap((trace) => [...trace.texts]));
  if (texts.size === 0) return page;
  for (const id of texts) await namedInRows(run, id);
  const current = await run.api.pages.retrieve({ page_id: page.id });
  return isFullPage(current) ? current : page;
}
