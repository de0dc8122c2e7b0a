import { createHash } from "node:crypto";

/** Raised whenever the same page is read into other text, so that everything is read anew. */
const READER_VERSION = 2;

/** No hash is that short. */
const FAILED = "failed";

/** What a fingerprint tells of the document that it was made of, so that it need not be read to know. */
export interface Mark {
  isDataSource: boolean;
  /** Pages or databases stand below it. */
  hasChildren: boolean;
  editedAt: number;
  /** Hash of where it is. */
  place: string;
}

/** Differs when the text, the title, the place or the time of the last edit does. */
export function makeFingerprint(mark: Mark, content: readonly string[]): string {
  const kind = (mark.isDataSource ? "d" : "p") + (mark.hasChildren ? "b" : "l");
  const text = hash(content);
  return [`${READER_VERSION}${kind}`, mark.editedAt.toString(36), mark.place, text].join(".");
}

/** Of a document that could not be read as it is now; equal to none of one that could. */
export function makeFailureFingerprint(mark: Mark): string {
  return makeFingerprint(mark, []).replace(/[^.]+$/, FAILED);
}

/** Differs when the file, its name or its place does; `failed` when it could not be read as it is. */
export function makeFileFingerprint(place: string, file: readonly string[]) {
  const read = [`${READER_VERSION}f`, place, hash(file)].join(".");
  return { read, failed: `${read}.${FAILED}` };
}

/** Undefined when another version of the reader made it: then the document is read again. */
export function readFingerprint(fingerprint: string | undefined): Mark | undefined {
  const [, version, kind, children, edited = "", place = ""] =
    /^(\d+)([pd])([bl])\.([0-9a-z]+)\.([\w-]+)\.[\w-]+$/.exec(fingerprint ?? "") ?? [];
  if (version !== String(READER_VERSION)) return undefined;
  return {
    isDataSource: kind === "d",
    hasChildren: children === "b",
    editedAt: Number.parseInt(edited, 36),
    place,
  };
}

/** Sixteen characters that stand for a list of texts. */
export function hash(texts: readonly string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(texts)).digest("base64url");
  return digest.slice(0, 16);
}
