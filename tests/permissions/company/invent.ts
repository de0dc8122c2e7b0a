const SYLLABLES =
  "bra cel dor fen gal hur jin kel lom mar nev ost pra quil ros sen tar ulm vor wex yan zil".split(
    " ",
  );

/** A name that no language has, and hardly any other document. */
export function inventName(random: () => number): string {
  const name = Array.from({ length: 3 }, () => pick(SYLLABLES, random)).join("");
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

export function pick<T>(values: readonly T[], random: () => number): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("There is nothing to pick from.");
  return value;
}

/** Some of them, none twice. */
export function pickSome<T>(values: readonly T[], count: number, random: () => number): T[] {
  const left = [...values];
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const [one] = left.splice(Math.floor(random() * left.length), 1);
    return one as T;
  });
}
