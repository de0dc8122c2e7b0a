import type { BodyNames } from "./body-names.ts";
import { bodyToMarkdown } from "./body-to-markdown.ts";
import { parseStorage } from "./tree/parse-storage.ts";

/**
 * A body in Confluence's storage format as Markdown. Throws `UnreadableDocumentError` for one that
 * is broken or too large, and whatever `names` throws.
 */
export async function storageToMarkdown(storage: string, names: BodyNames): Promise<string> {
  return bodyToMarkdown(parseStorage(storage), names);
}
