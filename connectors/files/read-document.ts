import { createHash } from "node:crypto";
import { csvToMarkdown } from "../shared/csv-to-markdown.ts";
import { decodeText } from "../shared/decode-text.ts";
import { declaredCharset, readHtmlPage } from "../shared/html/read-html-page.ts";
import { readMarkdownPage } from "../shared/markdown/read-markdown-page.ts";
import { plainText } from "../shared/plain-text.ts";
import { UnreadableDocumentError } from "../shared/unreadable-document-error.ts";
import type { FileKind } from "./file-kinds.ts";
import { extensionOf } from "./file-kinds.ts";

/** Raised whenever the same bytes are read into other text, so that everything is read anew. */
const READER_VERSION = "1";

export interface DocumentText {
  title: string;
  markdown: string;
  /** ISO 8601. */
  updatedAt?: string | undefined;
}

/** Changes with the bytes, with how they are read, and with the `settings` that reach the document. */
export function fingerprint(bytes: Buffer, settings: readonly string[] = []): string {
  const hash = createHash("sha256").update(JSON.stringify([READER_VERSION, ...settings]));
  return hash.update(bytes).digest("base64url");
}

/** A file's bytes as a document. Throws `UnreadableDocumentError` with the reason of a failure. */
export async function readDocument(
  path: string,
  kind: Exclude<FileKind, "jsonl">,
  bytes: Buffer,
  signal: AbortSignal,
): Promise<DocumentText> {
  const text = decodeText(bytes, kind === "html" ? declaredCharset(bytes) : undefined);
  try {
    const page = await readText(path, kind, text, signal);
    return { ...page, title: page.title ?? titleFromPath(path) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnreadableDocumentError) throw error;
    // Text of any shape comes in here; what a parser cannot take must cost one document, no more.
    throw new UnreadableDocumentError(`cannot be read as ${kind}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function readText(
  path: string,
  kind: Exclude<FileKind, "jsonl">,
  text: string,
  signal: AbortSignal,
): Promise<Omit<DocumentText, "title"> & { title?: string | undefined }> {
  switch (kind) {
    case "markdown":
      return readMarkdownPage(text, extensionOf(path) === "mdx");
    case "html":
      return readHtmlPage(text);
    case "text":
      return plainText(text, extensionOf(path));
    case "csv":
      return { markdown: await csvToMarkdown(text, signal) };
  }
}

/** `people/annual-leave.md` → "Annual leave"; an index page is called after its folder. */
function titleFromPath(path: string): string {
  const parts = path.split("/");
  const names = parts.map((part) => part.replace(/(?<=[^.])(?:\.[A-Za-z]{2,8}){1,2}$/, ""));
  const last = names.at(-1) ?? path;
  const isIndex = /^_?(?:index|readme)$/i.test(last) && names.length > 1;
  const words = (isIndex ? names.at(-2) : last)?.replaceAll(/[-_\s]+/g, " ").trim() || last;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
