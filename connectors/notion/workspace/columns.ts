import type { DataSourceObjectResponse } from "@notionhq/client";

/** A column, as far as its values may be made of what stands in other rows or on other pages. */
export type Column = { id: string; name: string } & (
  | { kind: "own" | "text" | "unknown" }
  | { kind: "relation"; sourceId: string }
  | { kind: "rollup"; relation: Pointer; target: Pointer }
  | { kind: "formula"; expression: string }
);

/** By its id, else by its name. */
export interface Pointer {
  id: string;
  name: string;
}

/** What people write into the row itself, or Notion knows of it. */
const OWN: ReadonlySet<string> = new Set([
  "number",
  "select",
  "multi_select",
  "status",
  "date",
  "people",
  "files",
  "checkbox",
  "url",
  "email",
  "phone_number",
  "unique_id",
  "created_by",
  "created_time",
  "last_edited_by",
  "last_edited_time",
  "last_visited_time",
  "verification",
  "place",
  "location",
  "button",
]);

type Schema = DataSourceObjectResponse["properties"];

export function readColumns(properties: Schema | undefined): Column[] {
  return Object.entries(properties ?? {}).map(([name, property]) => ({
    id: readColumnId(property.id),
    name,
    ...readKind(property),
  }));
}

/** Notion writes the same id with and without percent signs. */
export function readColumnId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function readKind(property: Schema[string]) {
  switch (property.type) {
    case "title":
    case "rich_text":
      return { kind: "text" } as const;
    case "relation": {
      const sourceId = property.relation?.data_source_id;
      return sourceId ? ({ kind: "relation", sourceId } as const) : ({ kind: "unknown" } as const);
    }
    case "rollup": {
      const { relation_property_id, relation_property_name } = property.rollup;
      const { rollup_property_id, rollup_property_name } = property.rollup;
      return {
        kind: "rollup",
        relation: { id: readColumnId(relation_property_id), name: relation_property_name },
        target: { id: readColumnId(rollup_property_id), name: rollup_property_name },
      } as const;
    }
    case "formula":
      return { kind: "formula", expression: property.formula?.expression ?? "" } as const;
    default:
      return { kind: OWN.has(property.type) ? "own" : "unknown" } as const;
  }
}

/** Changes when values may be made of something else. */
export function describeColumns(columns: readonly Column[]): string[] {
  const described = columns
    .filter(({ kind }) => kind !== "own")
    .map(({ name: _, ...column }) => JSON.stringify(column));
  return described.sort();
}

export function findColumn(columns: readonly Column[], { id, name }: Pointer): Column | undefined {
  return columns.find((one) => one.id === id) ?? columns.find((one) => one.name === name);
}
