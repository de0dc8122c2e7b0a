import type { SourceChange } from "../../connector.ts";

/** In place of a document's id: no id of Notion's looks like it. */
export const LISTS = "lists of Notion";

/** What an admin should know of lists that had entries which are none. */
export function noteEmpty(entries: number): SourceChange {
  const some = entries === 1 ? "an entry that is" : `${entries} entries that are`;
  return {
    type: "document-failed",
    documentId: LISTS,
    reason: `had ${some} empty: what should be there is looked for again, and until then kept as it was.`,
  };
}
