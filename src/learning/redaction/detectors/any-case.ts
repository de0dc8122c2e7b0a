/** An escape, a group's beginning, a count, or a letter: only letters have cases. */
const PIECES =
  /\\(?:[pP]\{[^}]*\}|u\{?[\da-fA-F]+\}?|x[\da-fA-F]{2}|.)|\(\?(?:<[=!]|<\w+>|[:=!])|\{\d*,?\d*\}|\[(?:\\.|[^\]\\])*\]|\p{L}/gsu;
const IN_CLASS = /\\(?:[pP]\{[^}]*\}|.)|\p{L}-\p{L}|\p{L}/gu;

/**
 * The source of a pattern as one that takes capitals for small letters and the other way round, within one
 * that else tells them apart. `(?i:…)` would say so itself, but V8 (of Node 24) then misses capitals once it has compiled
 * the pattern anew for speed, depending on what texts it has seen.
 */
export function anyCase(source: string): string {
  return source.replaceAll(PIECES, (piece) => {
    if (piece.startsWith("[")) return piece.replaceAll(IN_CLASS, bothOf);
    if (!/^\p{L}$/u.test(piece)) return piece;
    const both = bothOf(piece);
    return both === piece ? piece : `[${both}]`;
  });
}

function bothOf(piece: string): string {
  if (piece.startsWith("\\")) return piece;
  const [small, large] = [piece.toLowerCase(), piece.toUpperCase()];
  return small.length === large.length && small !== large ? small + large : piece;
}
