import type { Content } from "../drive/items.ts";

/** What people read in it, with no mark-up, as the plain export has it. */
export function plainText(content: Content): string {
  switch (content.kind) {
    case "document":
      return content.markdown.replace(/^#+\s+/gm, "").replace(/\*\*|`/g, "");
    case "spreadsheet":
      return content.sheets
        .map(({ name, rows }) => [name, ...rows.map((row) => row.join("\t"))].join("\n"))
        .join("\n\n");
    case "presentation":
      // Notes are not part of it, at Google neither.
      return content.slides.map(({ title, lines }) => [title, ...lines].join("\n")).join("\n\n");
    case "bytes":
      return Buffer.from(content.bytes).toString("utf8");
  }
}
