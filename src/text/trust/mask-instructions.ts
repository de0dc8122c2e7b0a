import { splitSentences } from "../split-sentences.ts";

/** What nobody sees on a page. */
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
/** Parts of a table's row and of code that are read by themselves. */
const PARTS = /[^|\n]+/g;

/** `spreads`: so is what follows it in its paragraph, be it as harmless as any other sentence. */
export type Aim = "none" | "itself" | "spreads";
type AimOf = (sentence: string) => Aim;

/**
 * A text without the sentences that are aimed at whoever writes the answer, so that nothing can be
 * cited from them; spaces take their place, and all else keeps its own.
 */
export function maskInstructions(text: string, aimOf: AimOf): string {
  const seen = text.replace(COMMENT, blank);
  let masked = "";
  let isSpread = false;
  for (const { start, end, kind } of splitSentences(seen)) {
    const gap = seen.slice(masked.length, start);
    // No sentence, and read all the same: a table's header.
    masked += maskParts(gap, aimOf);
    const unit = seen.slice(start, end);
    const isInParts = kind === "table-row" || kind === "code";
    const aim = isInParts ? "none" : aimOf(unit);
    if (kind !== "prose" || /\n\s*\n/u.test(gap)) isSpread = false;
    isSpread ||= kind === "prose" && aim === "spreads";
    masked += isInParts ? maskParts(unit, aimOf) : aim !== "none" || isSpread ? blank(unit) : unit;
  }
  return masked + maskParts(seen.slice(masked.length), aimOf);
}

/** All of a title, a heading or a path where any of it is aimed at whoever answers: it has no other part. */
export function maskName(name: string, aimOf: AimOf): string {
  return maskInstructions(name, aimOf) === name && aimOf(name) === "none" ? name : blank(name);
}

function maskParts(text: string, aimOf: AimOf): string {
  return text.replace(PARTS, (part) => (aimOf(part) === "none" ? part : blank(part)));
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
