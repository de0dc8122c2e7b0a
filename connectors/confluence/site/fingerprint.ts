import { hash } from "../../shared/state/hash.ts";

/** Raised whenever the same page is read into other text, so that everything is read anew. */
const READER_VERSION = 1;

/** What a fingerprint tells of the document that it was made of, so that it need not be read to know. */
export interface Mark {
  kind: "page" | "blogpost" | "attachment";
  spaceId: string;
  /**
   * What it stands directly below: the page that a file is attached to, the page above, or the
   * folders from that page on; none at the top.
   */
  parentIds: readonly string[];
  version: number;
  /** Hash of where it is: ids, titles and address. */
  place: string;
  /** Hash of its labels and comments. */
  extras: string;
  /** Pages whose text it takes in. */
  includes: Include[];
}

export interface Include {
  /** Of a page; of one that is not there by this title: `pageName`. */
  id: string;
  /** Or `NOT_THERE`. */
  version: number;
  /** False: not all who may read this may read that, so it was left out. */
  isAllowed: boolean;
}

/** Said of a page that could not be found, so that the text is read again once it can. */
export const NOT_THERE = -1;

const KINDS = { p: "page", b: "blogpost", a: "attachment" } as const;

/** Differs when the text, the title, the place, the labels or the comments do. */
export function makeFingerprint(mark: Mark, content: readonly string[]): string {
  return `${head(mark)}.${writeIncludes(mark.includes)}.${hash(content)}`;
}

/** Whether a document that was read into `known` would be read into the same now. */
export function isSame(known: Mark, now: Omit<Mark, "includes">): boolean {
  return head(known) === head(now);
}

function head(mark: Omit<Mark, "includes">): string {
  const kind = mark.kind.slice(0, 1);
  const { spaceId, parentIds, version, place, extras } = mark;
  const parents = parentIds.join("-");
  return [`${READER_VERSION}${kind}`, spaceId, parents, version, place, extras].join(".");
}

/** Undefined when another version of the reader made it: then the document is read again. */
export function readFingerprint(fingerprint: string | undefined): Mark | undefined {
  const [made = "", spaceId, parents, version, place, extras, includes] =
    fingerprint?.split(".") ?? [];
  const kind = KINDS[made.slice(-1) as keyof typeof KINDS];
  if (made.slice(0, -1) !== String(READER_VERSION) || kind === undefined) return undefined;
  if (spaceId === undefined || parents === undefined || place === undefined) return undefined;
  return {
    kind,
    spaceId,
    parentIds: parents === "" ? [] : parents.split("-"),
    version: Number(version),
    place,
    extras: extras ?? "",
    includes: readIncludes(includes ?? ""),
  };
}

function writeIncludes(includes: readonly Include[]): string {
  return includes
    .map(({ id, version, isAllowed }) => `${id}:${version}:${isAllowed ? 1 : 0}`)
    .sort()
    .join(",");
}

function readIncludes(text: string): Include[] {
  return text.split(",").flatMap((one) => {
    const [id = "", version, isAllowed] = one.split(":");
    return id === "" ? [] : [{ id, version: Number(version), isAllowed: isAllowed === "1" }];
  });
}

/** Stands for a page by what others call it; titles are unique in a space, whatever their letters. */
export function pageName(spaceKey: string, title: string): string {
  return `~${hash([spaceKey, title.replaceAll(/\s+/g, " ").trim()].map((one) => one.toLowerCase()))}`;
}
