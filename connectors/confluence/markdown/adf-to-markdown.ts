import { UnreadableDocumentError } from "../../shared/unreadable-document-error.ts";
import type { BodyNames } from "./body-names.ts";
import { bodyToMarkdown } from "./body-to-markdown.ts";
import { adfToTree } from "./tree/adf-to-tree.ts";

/**
 * A body in the Atlassian Document Format, parsed or as JSON, as Markdown. Throws
 * `UnreadableDocumentError` for one that is broken or too large, and whatever `names` throws.
 */
export async function adfToMarkdown(adf: unknown | string, names: BodyNames): Promise<string> {
  return bodyToMarkdown(adfToTree(typeof adf === "string" ? parseJson(adf) : adf), names);
}

function parseJson(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableDocumentError("is broken (its body is not valid JSON)", { cause: error });
  }
}
