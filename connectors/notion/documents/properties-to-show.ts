import type { PageObjectResponse } from "@notionhq/client";
import type { Borrower } from "../borrowed/borrower.ts";
import { isDerived, namesNeeded, type Property } from "../markdown/property-to-text.ts";
import { gatherNames } from "../markdown/rich-text.ts";
import type { Run } from "../sync/run.ts";
import { completeProperties } from "./complete-properties.ts";

type Properties = PageObjectResponse["properties"];

/** Without those that may be made of rows which not each reader may read. @throws ConnectorError */
export async function propertiesToShow(
  run: Run,
  page: PageObjectResponse,
  borrower: Borrower,
): Promise<Properties> {
  const properties = await completeProperties(run.api, page);
  const derived = Object.values(properties).filter(isDerived);
  if (derived.length === 0) return properties;
  const { parent } = page;
  const hasRollUp = derived.some(({ type }) => type === "rollup");
  const mayShow =
    parent.type === "data_source_id" &&
    (await borrower.mayShowValues(parent.data_source_id, hasRollUp));
  if (!mayShow) return without(properties, isDerived);
  return (await namesAll(run, properties, borrower))
    ? properties
    : without(properties, isFormulaOfText);
}

/** Whether each page that the row names may be known of. */
async function namesAll(run: Run, properties: Properties, borrower: Borrower): Promise<boolean> {
  const own = Object.values(properties).filter((property) => !isDerived(property));
  const { pages, databases } = gatherNames(own.map(namesNeeded));
  const names = await run.names.find({ users: [], pages, databases }, borrower);
  return [...pages, ...databases].every((id) => names.has(id));
}

/** A formula puts the title of a page that a text names into its own. */
function isFormulaOfText(property: Property): boolean {
  return property.type === "formula" && property.formula?.type === "string";
}

function without(properties: Properties, isHidden: (property: Property) => boolean): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, one]) => !isHidden(one)));
}
