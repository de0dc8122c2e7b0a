/** A sentence of a draft and the passage numbers it cites. */
export interface DraftSentence {
  text: string;
  citations: number[];
}

const MARKS = /(?:\s*\[\d+\])+/g;
/** Marks stand before the stop that closes a sentence, or after it. */
const MARKED_END = /((?:\s*\[\d+\])+)([.!?。！？]*)/g;

/** Cuts a draft after each sentence that carries `[n]` marks; text after the last cites nothing. */
export function splitDraft(draft: string): DraftSentence[] {
  const sentences: DraftSentence[] = [];
  let start = 0;
  for (const found of draft.matchAll(MARKED_END)) {
    const [end, marks = "", stop = ""] = found;
    const text = draft.slice(start, found.index).trim() + stop;
    start = found.index + end.length;
    const citations = [...marks.matchAll(/\d+/g)].map(([n]) => Number(n));
    if (text !== stop) sentences.push({ text, citations });
  }
  const rest = draft.slice(start).trim();
  if (rest !== "") sentences.push({ text: rest, citations: [] });
  return sentences;
}

/** A text without its `[n]` marks, as it stood in its sources. */
export function stripMarks(text: string): string {
  return text.replace(MARKS, "");
}
