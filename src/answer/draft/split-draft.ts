import { markedNumbers } from "../../text/citation-marks.ts";
import { splitSentences } from "../../text/split-sentences.ts";

/** A sentence of a draft and the passage numbers it cites. */
export interface DraftSentence {
  text: string;
  citations: number[];
  /** White space between it and what stood before it, where the draft's own layout counts. */
  before?: string;
}

/** Marks stand before the stop that closes a sentence, or after it. */
const MARKED_END = /((?:\s*\[\d+\])+)([.!?。！？]*)/g;

/** Cuts a draft of quotes after each piece that carries `[n]` marks; text after the last cites nothing. */
export function splitDraft(draft: string): DraftSentence[] {
  const sentences: DraftSentence[] = [];
  let start = 0;
  for (const found of draft.matchAll(MARKED_END)) {
    const [end, marks = "", stop = ""] = found;
    const text = draft.slice(start, found.index).trim() + stop;
    start = found.index + end.length;
    if (text !== stop) sentences.push({ text, citations: markedNumbers(marks) });
  }
  const rest = draft.slice(start).trim();
  if (rest !== "") sentences.push({ text: rest, citations: [] });
  return sentences;
}

/** `1`, `1, 2`, `1 and 2`, `1-3`; fullwidth digits too. */
const NUMBERS = /[\d０-９]{1,4}(?:\s*(?:[,;、&–-]|and|und|et|y)\s*[\d０-９]{1,4})*/.source;
/** What models write before the number: `[^1]`, `[passage 1]`. */
const LABEL = /(?:\^|(?:passages?|sources?|documents?|doc|quelle|ref)\s*#?\s*)?/.source;
/** One mark: `[1]`, `[[1]]`, `［1］`, `【1†source】`; an address behind it goes with it. */
const MARK = `(?:[[［]{1,2}\\s*${LABEL}${NUMBERS}\\s*[\\]］]{1,2}(?:\\([^()\\s]*\\))?|【\\d{1,4}[^】\\n]{0,40}】)`;
const MARKS = new RegExp(`(?:[ \\t]*${MARK})+`, "i");
/** A sentence goes on behind marks in its middle: "9 hours [1], but 6 hours before [2]." */
const GOES_ON = /^(?:[,;:–—]|[ \t]+(?:[–—-]\s|\p{Ll}))/u;
/** `[1-999]` names no passages. */
const MAX_RANGE = 9;
const STOP = /^[.!?…。！？]*["”»’)]*/u;
/** More marks, the stop, or the rest of an address may still come. */
const CUT_OFF = /^[ \t]*(?:[[［][^\]］\n]{0,24}|【[^】\n]*|\([^()\s]*)?$/;
const BLANK_LINE = /\n[ \t]*\n\s*/;
const NEW_PARAGRAPH = /^[ \t]*\n[ \t]*\n/;
const HEADING = /^\s*(?:#{1,6}\s|(\*\*|__)[^*_\n]+\1:?\s*$)/;

export type SentenceSplitter = ReturnType<typeof createSentenceSplitter>;

/**
 * Cuts a draft into sentences while it is still being written. A sentence comes out as soon as its
 * marks and its stop are there. One without marks takes those that follow in its paragraph, or else
 * those before it: models often put them at the end of what they belong to, and the check decides.
 */
export function createSentenceSplitter() {
  let buffer = "";
  let earlier: number[] = [];
  /** Of marks in the middle of the sentence that is being read. */
  let inner: number[] = [];
  let sawMarks = false;
  let isWaiting = false;

  function take(end: number, next: number, stop: string, citations: number[]): DraftSentence[] {
    const text = buffer.slice(0, end) + (buffer.slice(0, end).trimEnd().endsWith(stop) ? "" : stop);
    const sentences = sentencesOf(text, citations);
    buffer = buffer.slice(next);
    return sentences;
  }

  /** Marks in the middle of a sentence leave the text and count for the whole of it. */
  function takeInner({ start, end, numbers }: Marks): DraftSentence[] {
    inner.push(...numbers);
    earlier = [...inner];
    buffer = buffer.slice(0, start) + buffer.slice(end);
    return [];
  }

  function next(isAtEnd: boolean): DraftSentence[] | undefined {
    isWaiting = false;
    if (NEW_PARAGRAPH.test(buffer)) earlier = [];
    const text = maskCode(buffer, isAtEnd);
    const blank = paragraphEnd(text);
    const marks = findMarks(text);
    if (marks !== undefined && (blank === null || marks.start < blank.start)) {
      const stop = STOP.exec(text.slice(marks.end))?.[0] ?? "";
      const rest = text.slice(marks.end);
      if (stop === "" && CUT_OFF.test(rest) && !isAtEnd) {
        isWaiting = true;
        return undefined;
      }
      const goesOn = stop === "" && GOES_ON.test(rest);
      if (goesOn && !isAtEnd && !hasEnd(rest)) return undefined;
      sawMarks = true;
      if (goesOn) return takeInner(marks);
      const hasText = /[\p{L}\p{N}]/u.test(buffer.slice(0, marks.start));
      const citations = [...new Set([...inner, ...marks.numbers])];
      inner = [];
      earlier = hasText ? citations : [...earlier, ...citations];
      return take(marks.start, marks.end + stop.length, stop, citations);
    }
    if (blank !== null) {
      // The line break goes to what comes next, which thereby knows its layout.
      const sentences = take(blank.start, blank.end, "", earlier);
      buffer = `\n\n${buffer}`;
      earlier = [];
      inner = [];
      return sentences;
    }
    if (!isAtEnd || buffer.trim() === "") return undefined;
    return take(buffer.length, buffer.length, "", earlier);
  }

  function drain(isAtEnd: boolean): DraftSentence[] {
    const sentences: DraftSentence[] = [];
    for (let found = next(isAtEnd); found !== undefined; found = next(isAtEnd)) {
      sentences.push(...found);
    }
    return sentences;
  }

  return {
    push(piece: string): DraftSentence[] {
      buffer += piece;
      return drain(false);
    },
    /** What is decided when nothing more comes for the moment: a mark at the end is complete. */
    pause: (): DraftSentence[] => (isWaiting ? drain(true) : []),
    end: (): DraftSentence[] => drain(true),
    /** Whether only more marks could still change the sentence at the end. */
    get isWaiting() {
      return isWaiting;
    },
    get sawMarks() {
      return sawMarks;
    },
  };
}

function paragraphEnd(text: string): { start: number; end: number } | null {
  let from = text.length - text.trimStart().length;
  for (;;) {
    const found = BLANK_LINE.exec(text.slice(from));
    if (found === null) return null;
    const start = from + found.index;
    const end = start + found[0].length;
    // "You need:" leads into what follows the blank line.
    if (!/[:：]\s*$/u.test(text.slice(0, start))) return { start, end };
    from = end;
  }
}

function sentencesOf(text: string, citations: number[]): DraftSentence[] {
  const sentences: DraftSentence[] = [];
  let end = 0;
  for (const sentence of splitSentences(text)) {
    const before = /\s*$/.exec(text.slice(end, sentence.start))?.[0] ?? "";
    end = sentence.end;
    if (HEADING.test(sentence.text)) continue;
    const own = sentence.text.replace(/^[.,;:)\s]+/u, "");
    if (own !== "") sentences.push({ text: own, citations, before });
  }
  return sentences;
}

interface Marks {
  start: number;
  end: number;
  numbers: number[];
}

function findMarks(text: string): Marks | undefined {
  const found = MARKS.exec(text);
  if (found === null) return undefined;
  const [marks] = found;
  return { start: found.index, end: found.index + marks.length, numbers: numbersIn(marks) };
}

/** Whether more of the sentence than a few words has come: another mark, a stop, or its paragraph's end. */
function hasEnd(rest: string): boolean {
  return findMarks(rest) !== undefined || /[.!?。！？]\s|\n\s*\n/u.test(rest);
}

function numbersIn(marks: string): number[] {
  const plain = marks
    .normalize("NFKC")
    .replace(/\([^()\s]*\)/g, "")
    .replace(/†[^】]*/g, "");
  const numbers: number[] = [];
  for (const [, from = "", to] of plain.matchAll(/(\d+)(?:\s*[–-]\s*(\d+))?/g)) {
    const last = Math.min(Number(to ?? from), Number(from) + MAX_RANGE);
    for (let n = Number(from); n <= last; n += 1) numbers.push(n);
  }
  return [...new Set(numbers)];
}

/** `array[0]` in code is no mark. What follows an open fence waits for the fence to close. */
function maskCode(text: string, isAtEnd: boolean): string {
  const masked = text.replace(/```[\s\S]*?```|`[^`\n]+`/g, (code) => "x".repeat(code.length));
  const open = masked.indexOf("```");
  return open === -1 || isAtEnd ? masked : masked.slice(0, open);
}
