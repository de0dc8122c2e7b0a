import { splitSentences } from "../split-sentences.ts";

/** What nobody sees on a page. */
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
/** Parts of a table's row and of code that are read by themselves. */
const PARTS = /[^|\n]+/g;

/**
 * A text without the sentences that are aimed at whoever writes the answer, so that nothing can be
 * cited from them; spaces take their place, and all else keeps its own.
 */
export function maskInstructions(text: string, isAimed: (sentence: string) => boolean): string {
  let masked = text.replace(COMMENT, blank);
  for (const { start, end, kind } of splitSentences(masked)) {
    const unit = masked.slice(start, end);
    if (!isAimed(unit) && kind !== "code") continue;
    const isInParts = kind === "table-row" || kind === "code";
    const kept = isInParts
      ? unit.replace(PARTS, (part) => (isAimed(part) ? blank(part) : part))
      : blank(unit);
    masked = masked.slice(0, start) + kept + masked.slice(end);
  }
  return masked;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
