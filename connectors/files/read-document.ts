import { createHash } from "node:crypto";
import { decodeText } from "../shared/decode-text.ts";
import { extractText } from "../shared/extraction/extract-text.ts";
import { DEFAULT_LIMITS } from "../shared/extraction/extraction-limits.ts";
import { readMarkdownPage } from "../shared/markdown/read-markdown-page.ts";
import { plainText } from "../shared/plain-text.ts";
import { UnreadableDocumentError } from "../shared/unreadable-document-error.ts";
import type { FileKind } from "./file-kinds.ts";
import { extensionOf } from "./file-kinds.ts";

/** Raised whenever the same bytes are read into other text, so that everything is read anew. */
const READER_VERSION = "2";
/** What nobody wrote by hand, such as a million brackets, can hold up a parser for minutes. */
const QUICK_BYTES = 100_000;
/** A text is as long as its file, for which there is a setting. */
const TEXT_LIMITS = { ...DEFAULT_LIMITS, maxCharacters: Number.POSITIVE_INFINITY };

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
  const isText = kind === "markdown" || kind === "text";
  const page =
    isText && bytes.length <= QUICK_BYTES
      ? readHere(path, kind, bytes)
      : await extractText(bytes, { fileName: path }, isText ? TEXT_LIMITS : DEFAULT_LIMITS, signal);
  const { title = titleFromPath(path), markdown, updatedAt } = page;
  return { title, markdown, updatedAt };
}

/** What is quick to read needs no process of its own. */
function readHere(
  path: string,
  kind: "markdown" | "text",
  bytes: Buffer,
): Omit<DocumentText, "title"> & { title?: string | undefined } {
  try {
    const text = decodeText(bytes);
    return kind === "markdown"
      ? readMarkdownPage(text, extensionOf(path) === "mdx")
      : plainText(text, extensionOf(path));
  } catch (error) {
    if (error instanceof UnreadableDocumentError) throw error;
    // Text of any shape comes in here; what a parser cannot take must cost one document, no more.
    throw new UnreadableDocumentError(`cannot be read as ${kind}: ${(error as Error).message}`, {
      cause: error,
    });
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
