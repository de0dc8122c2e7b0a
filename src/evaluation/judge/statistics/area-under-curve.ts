/** A score and whether it belongs to a good one. */
export interface Scored {
  score: number;
  good: boolean;
}

/** How often a good one scores higher than a bad one, ties as half; NaN where one kind is missing. */
export function areaUnderCurve(values: readonly Scored[]): number {
  const sorted = [...values].sort((a, b) => a.score - b.score);
  const good = sorted.reduce((count, value) => count + (value.good ? 1 : 0), 0);
  const bad = sorted.length - good;
  let wins = 0;
  let badBelow = 0;
  for (let at = 0; at < sorted.length; ) {
    const score = sorted[at]?.score;
    let goodHere = 0;
    let badHere = 0;
    for (; at < sorted.length && sorted[at]?.score === score; at += 1) {
      if (sorted[at]?.good) goodHere += 1;
      else badHere += 1;
    }
    wins += goodHere * (badBelow + badHere / 2);
    badBelow += badHere;
  }
  return wins / (good * bad);
}
