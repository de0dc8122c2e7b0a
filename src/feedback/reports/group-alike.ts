import { contentStems } from "../../text/content-stems.ts";

/** Of all the words that two questions have, so many they share. */
const ALIKE = 0.6;

interface Group<T> {
  stems: Set<string>;
  members: [T, ...T[]];
}

/**
 * Groups what says nearly the same; each member is like the first of its group, which so can stand
 * for all of them.
 */
export function groupAlike<T>(items: readonly T[], textOf: (item: T) => string): [T, ...T[]][] {
  const groups: Group<T>[] = [];
  const byStem = new Map<string, Group<T>[]>();
  for (const item of items) {
    const stems = contentStems(textOf(item));
    const group = nearest(stems, byStem);
    if (group !== undefined) {
      group.members.push(item);
      continue;
    }
    const made: Group<T> = { stems, members: [item] };
    groups.push(made);
    for (const stem of stems) byStem.set(stem, [...(byStem.get(stem) ?? []), made]);
  }
  return groups.map(({ members }) => members);
}

function nearest<T>(
  stems: Set<string>,
  byStem: ReadonlyMap<string, Group<T>[]>,
): Group<T> | undefined {
  const shared = new Map<Group<T>, number>();
  for (const stem of stems) {
    for (const group of byStem.get(stem) ?? []) shared.set(group, (shared.get(group) ?? 0) + 1);
  }
  let best: Group<T> | undefined;
  let bestLikeness = ALIKE;
  for (const [group, count] of shared) {
    const likeness = count / (stems.size + group.stems.size - count);
    // The first of those that are equally near stays.
    if (likeness > bestLikeness || (likeness === ALIKE && best === undefined)) {
      best = group;
      bestLikeness = likeness;
    }
  }
  return best;
}
