const MARKS = /(?:\s*\[\d+\])+/g;

/** A text without its `[n]` marks, as it stood in its sources. */
export function stripMarks(text: string): string {
  return text.replace(MARKS, "");
}
