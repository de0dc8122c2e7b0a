import { hash } from "../../shared/state/hash.ts";
import { type Borrowing, readBorrowings, writeBorrowings } from "../borrowed/borrowing.ts";

/** Raised whenever the same page is read into other text, so that everything is read anew. */
const READER_VERSION = 4;

/** No hash is that short. */
const FAILED = "failed";
/** The standing of what was never read, or not by this version. */
const NEVER = "never";

/** What a fingerprint tells of the document that it was made of, so that it need not be read to know. */
export interface Mark {
  isDataSource: boolean;
  /** Pages or databases stand below it. */
  hasChildren: boolean;
  editedAt: number;
  /** Hash of where it is. */
  place: string;
  /** Hash of what its path shows; where it could not be read, of its last good version's. */
  standing: string;
  /** What it shows of other documents; where it could not be read, its last good version. */
  borrowings: readonly Borrowing[];
  isFailed: boolean;
}

/** Differs when the text, the title, the place or the time of the last edit does. */
export function makeFingerprint(mark: Mark, content: readonly string[]): string {
  const { isDataSource, hasChildren, editedAt, place, standing, borrowings, isFailed } = mark;
  const kind = (isDataSource ? "d" : "p") + (hasChildren ? "b" : "l");
  const text = isFailed ? FAILED : hash(content);
  const shown = writeBorrowings(borrowings);
  return [`${READER_VERSION}${kind}`, editedAt.toString(36), place, standing, text, shown].join(
    ".",
  );
}

/**
 * Of a document that could not be read as it is now; equal to none of one that could. What its last
 * good version shows stays known.
 */
export function makeFailureFingerprint(now: Mark, good: Mark | undefined): string {
  const { standing = NEVER, borrowings = [] } = good ?? {};
  return makeFingerprint({ ...now, standing, borrowings, isFailed: true }, []);
}

/** Undefined when another version of the reader made it: then the document is read again. */
export function readFingerprint(fingerprint: string | undefined): Mark | undefined {
  const [, version, kind, children, edited = "", place = "", standing = "", text, shown = ""] =
    /^(\d+)([pd])([bl])\.([0-9a-z]+)\.([\w-]+)\.([\w-]+)\.([\w-]+)\.([\w,-]*)$/.exec(
      fingerprint ?? "",
    ) ?? [];
  if (version !== String(READER_VERSION)) return undefined;
  return {
    isDataSource: kind === "d",
    hasChildren: children === "b",
    editedAt: Number.parseInt(edited, 36),
    place,
    standing,
    borrowings: readBorrowings(shown),
    isFailed: text === FAILED,
  };
}

/** Differs when the file, its name or its place does. */
export function makeFileFingerprint(
  place: string,
  standing: string,
  file: readonly string[],
): string {
  return [`${READER_VERSION}f`, standing, place, hash(file)].join(".");
}

/** Of a file that could not be read as it is; of the one before it the standing stays known. */
export function makeFileFailure(fingerprint: string, known: string | undefined): string {
  return [fingerprint, FAILED, fileStanding(known) ?? NEVER].join(".");
}

/** Hash of what the path of a file's last good version shows; undefined when that is not known. */
export function fileStanding(fingerprint: string | undefined): string | undefined {
  const [version, standing, , , isFailed, before] = fingerprint?.split(".") ?? [];
  if (version !== `${READER_VERSION}f`) return undefined;
  return isFailed === undefined ? standing : before;
}
