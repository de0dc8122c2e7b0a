/** Of before the first release, when nothing older was running anywhere. */
export const BEFORE_FIRST_RELEASE = "2026-11-22-xf-limits";

/** Migrations that take away what no version still in use reads, and since which one it is so. */
export const CONTRACTING: Readonly<Record<string, string>> = {};
