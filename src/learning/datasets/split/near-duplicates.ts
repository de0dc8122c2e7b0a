import { tokenize } from "../../../text/tokenize.ts";

const ALIKE = 0.8;

/** Pairs of questions, by their places, that are one and the same in other words or another order. */
export function nearDuplicates(questions: readonly string[]): [number, number][] {
  const sets = questions.map((question) => new Set(tokenize(question)));
  const frequency = new Map<string, number>();
  for (const set of sets)
    for (const term of set) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const byTerm = new Map<string, number[]>();
  const pairs: [number, number][] = [];
  for (const [at, set] of sets.entries()) {
    const rarest = [...set].toSorted(
      (a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1),
    );
    // Two sets that share this much share one of the rarest terms of both.
    const telling = rarest.slice(0, Math.floor((1 - ALIKE) * set.size) + 1);
    const seen = new Set<number>();
    for (const term of telling.length === 0 ? [""] : telling) {
      const others = byTerm.get(term) ?? [];
      for (const other of others) {
        if (seen.has(other)) continue;
        seen.add(other);
        if (isAlike(set, sets[other] ?? new Set())) pairs.push([other, at]);
      }
      byTerm.set(term, [...others, at]);
    }
  }
  return pairs;
}

/** Of each question names that it has in common with those that are nearly the same. */
export function alikeNames(questions: readonly string[]): string[][] {
  const names = questions.map((): string[] => []);
  for (const pair of nearDuplicates(questions)) {
    for (const at of pair) names[at]?.push(`alike:${pair.join("-")}`);
  }
  return names;
}

function isAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = a.intersection(b).size;
  return shared >= ALIKE * (a.size + b.size - shared);
}
