import { z } from "zod";
import { decodeText } from "../shared/decode-text.ts";
import { parseDate } from "../shared/parse-date.ts";
import { dedent } from "../shared/plain-text.ts";
import { parseReaders } from "../shared/principals.ts";
import { splitLines } from "../shared/split-lines.ts";
import { UnreadableDocumentError } from "../shared/unreadable-document-error.ts";
import { openFile } from "./open-file.ts";
import type { FoundFile } from "./walk-folder.ts";

const MAX_LINE_BYTES = 5_000_000;

const lineSchema = z.object({
  _id: z.union([z.string(), z.number().transform(String)]).refine(isId, "must be a name"),
  title: z.string().nullish(),
  text: z.string(),
  url: z.url({ protocol: /^https?$/, error: "must be an http or https address" }).nullish(),
  updatedAt: z
    .string()
    .nullish()
    .refine((value) => value == null || parseDate(value) !== undefined, "must be an ISO 8601 date"),
  // Null would say that the readers are unknown, which is not the same as leaving it out.
  readableBy: z.unknown().optional(),
});

export interface JsonlDocument {
  /** The file and the line, such as `pages.jsonl:17`. */
  location: string;
  documentId: string;
  /** The line as it stands in the file. */
  bytes: Buffer;
  title: string;
  markdown: string;
  url: string | undefined;
  updatedAt: string | undefined;
  readableBy: string[] | undefined;
}

export type JsonlLine = JsonlDocument | { location: string; reason: string };

/**
 * The documents of a `.jsonl`, one a line, and a reason for each line that is none; nothing when
 * the file has gone. Throws `UnreadableDocumentError` when it cannot be opened.
 */
export async function* readJsonl(file: FoundFile, signal: AbortSignal): AsyncGenerator<JsonlLine> {
  const handle = await openFile(file.realPath);
  if (handle === undefined) return;
  try {
    const chunks = handle.createReadStream({ autoClose: false, signal });
    for await (const { number, bytes } of splitLines(chunks, MAX_LINE_BYTES)) {
      signal.throwIfAborted();
      const line = toDocument(`${file.path}:${number}`, bytes);
      if (line !== undefined) yield line;
    }
  } finally {
    await handle.close();
  }
}

function toDocument(location: string, bytes: Buffer | undefined): JsonlLine | undefined {
  if (bytes === undefined) {
    return { location, reason: `is longer than ${MAX_LINE_BYTES / 1_000_000} MB` };
  }
  try {
    const document = readLine(bytes);
    return document && { location, bytes, ...document };
  } catch (error) {
    if (!(error instanceof UnreadableDocumentError)) throw error;
    return { location, reason: error.message };
  }
}

function readLine(bytes: Buffer): Omit<JsonlDocument, "location" | "bytes"> | undefined {
  const text = decodeText(bytes).trim();
  if (text === "") return undefined;
  const parsed = lineSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path[0] === undefined ? "the line" : `"${String(issue.path[0])}"`;
    throw new UnreadableDocumentError(`is no document: ${field}: ${issue?.message}`);
  }
  const line = parsed.data;
  const readers = "readableBy" in line ? parseReaders(line.readableBy) : undefined;
  if (readers !== undefined && "problem" in readers) {
    throw new UnreadableDocumentError(`was not indexed: "readableBy" ${readers.problem}`);
  }
  return {
    documentId: line._id,
    title:
      clean(line.title ?? "")
        .replaceAll(/\s+/g, " ")
        .trim() || line._id,
    markdown: dedent(clean(line.text)).trimEnd(),
    url: line.url ?? undefined,
    updatedAt: parseDate(line.updatedAt),
    readableBy: readers?.readers,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's own message quotes the line, and failures are shown to admins who may not read it.
    throw new UnreadableDocumentError("is not valid JSON");
  }
}

function isId(id: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return id.trim() !== "" && id.isWellFormed() && !/[\u0000-\u001f]/.test(id);
}

/** JSON can spell what text files cannot hold: NUL, lone surrogates. */
function clean(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll("\0", "").toWellFormed();
}
