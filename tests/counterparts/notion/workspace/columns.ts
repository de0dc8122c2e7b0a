import type { AnyItem, PropertyValue } from "./items.ts";

const SPACE_ID = "aaaaaaaa-0000-4000-8000-00000000cafe";
const OWN_SOURCE = "00000000-0000-0000-0000-000000000000";

/** Notion escapes the ids of columns. */
export function columnId(name: string): string {
  return name === "Name" ? "title" : encodeURIComponent(name.toLowerCase());
}

/** How a formula reads a column of its own row, or of a row in another data source. */
export function reads(name: string, dataSourceId = OWN_SOURCE): string {
  return `{{notion:block_property:${columnId(name)}:${dataSourceId}:${SPACE_ID}}}`;
}

/** A row's values bear the ids of its columns; what is worked out is by a column that says how. */
export function inSchema(
  items: ReadonlyMap<string, AnyItem>,
  parentId: string | undefined,
  properties: Record<string, PropertyValue>,
): Record<string, PropertyValue> {
  const source = parentId === undefined ? undefined : items.get(parentId);
  if (source?.object !== "data_source") return properties;
  const entries = Object.entries(properties).map(([name, property]) => {
    if (source.columns[name] !== undefined) return [name, { ...property, id: columnId(name) }];
    if (property.type === "formula" || property.type === "rollup") {
      throw new Error(`there is no column for the ${property.type} ${name}`);
    }
    return [name, property];
  });
  return Object.fromEntries(entries);
}
