import { hash } from "../../shared/state/hash.ts";

/** Raised whenever the same file is read into other text, so that everything is read anew. */
const READER_VERSION = 1;

/**
 * Differs when the content, the name, the folder or the address does; not with the readers, nor with
 * what the folders above are called: these are said again without reading anything.
 */
export function makeFingerprint(
  parentId: string | undefined,
  content: string,
  named: readonly string[],
): string {
  return [READER_VERSION, parentId ?? "", hash([content]), hash(named)].join(".");
}

/** The folder that a document was found in, empty for none that is seen; undefined: not told. */
export function parentInFingerprint(fingerprint: string | undefined): string | undefined {
  const [version, parentId] = fingerprint?.split(".") ?? [];
  return version === String(READER_VERSION) ? parentId : undefined;
}
