import { columnId } from "../workspace/columns.ts";
import type { Column, DataSource } from "../workspace/items.ts";
import { isVisible } from "../workspace/visibility.ts";
import type { Workspace } from "../workspace/workspace.ts";

type Json = Record<string, unknown>;

/** A data source's columns by their names. */
export function columnsJson(workspace: Workspace, source: DataSource): Json {
  const columns = Object.entries(source.columns).flatMap(([name, column]) => {
    const json = columnJson(workspace, column);
    if (json === undefined) return [];
    return [[name, { id: columnId(name), name, description: null, ...json }]];
  });
  return Object.fromEntries(columns);
}

function columnJson(workspace: Workspace, column: Column): Json | undefined {
  if (typeof column === "string") return { type: column, [column]: {} };
  if ("formula" in column) return { type: "formula", formula: { expression: column.formula } };
  if ("relation" in column) {
    const relation = relationJson(workspace, column.relation);
    return relation && { type: "relation", relation };
  }
  const { relation, column: target, function: name } = column.rollup;
  const rollup = {
    function: name,
    relation_property_name: relation,
    relation_property_id: decodeURIComponent(columnId(relation)),
    rollup_property_name: target,
    rollup_property_id: decodeURIComponent(columnId(target)),
  };
  return { type: "rollup", rollup };
}

/** Undefined where the connection may not see what is related to: then Notion leaves the column out. */
function relationJson({ items }: Workspace, dataSourceId: string): Json | undefined {
  const target = items.get(dataSourceId);
  if (target?.object !== "data_source" || !isVisible(items, target)) return undefined;
  const { databaseId } = target;
  const ids = { data_source_id: dataSourceId, database_id: databaseId };
  return { ...ids, type: "single_property", single_property: {} };
}
