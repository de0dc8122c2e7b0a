/** A sentence of a draft and the passage numbers it cites. */
export interface DraftSentence {
  text: string;
  citations: number[];
}

const MARKS = /(?:\s*\[\d+\])+/g;

/** Cuts a draft after each run of `[n]` marks; text after the last mark cites nothing. */
export function splitDraft(draft: string): DraftSentence[] {
  const sentences: DraftSentence[] = [];
  let start = 0;
  for (const marks of draft.matchAll(MARKS)) {
    const text = draft.slice(start, marks.index).trim();
    const citations = [...marks[0].matchAll(/\d+/g)].map(([n]) => Number(n));
    start = marks.index + marks[0].length;
    if (text !== "") sentences.push({ text, citations });
  }
  const rest = draft.slice(start).trim();
  if (rest !== "") sentences.push({ text: rest, citations: [] });
  return sentences;
}

/** A text without its `[n]` marks, as it stood in its sources. */
export function stripMarks(text: string): string {
  return text.replace(MARKS, "");
}
