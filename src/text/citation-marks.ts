const MARKS = /(?:(?<!\s)\s*\[\d+\])+/g;

/** A text without its `[n]` marks, as it stood in its sources. */
export function stripMarks(text: string): string {
  return text.replace(MARKS, "");
}

/** The numbers of its `[n]` marks, in order. */
export function markedNumbers(text: string): number[] {
  return [...text.matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n));
}
