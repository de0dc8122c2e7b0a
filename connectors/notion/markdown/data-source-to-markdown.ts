import type { DataSourceObjectResponse } from "@notionhq/client";
import { richTextToMarkdown } from "./rich-text.ts";

const SHOWN_OPTIONS = 50;

/** What a database says of itself: its description, and what its columns are for. Rows are documents. */
export function dataSourceToMarkdown(source: DataSourceObjectResponse): string {
  const columns = Object.entries(source.properties ?? {}).map(([name, property]) => {
    const options = optionsOf(property);
    const details = [property.description ?? "", options].filter((part) => part !== "");
    return `- ${name}${details.length === 0 ? "" : `: ${details.join("; ")}`}`;
  });
  const list = columns.length === 0 ? "" : `Columns:\n\n${columns.join("\n")}`;
  return [richTextToMarkdown(source.description), list].filter(Boolean).join("\n\n");
}

type Column = DataSourceObjectResponse["properties"][string];

function optionsOf(column: Column): string {
  const { options } = (Reflect.get(column, column.type) ?? {}) as { options?: { name: string }[] };
  return (options ?? [])
    .slice(0, SHOWN_OPTIONS)
    .map(({ name }) => name)
    .join(", ");
}
