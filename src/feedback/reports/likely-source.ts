import type { ShownSources } from "../../storage/ports/report-storage.ts";

/** The source that questions most likely belong to, and how many of them say so. */
export interface LikelySource {
  name: string;
  /** Questions for which something of it was shown that had to do with them. */
  questions: number;
}

/**
 * Something always comes nearest. Below this, what did has nothing to do with the question, and no source is named:
 * docs/decisions/2026-11-23-owners.md
 */
const LEAST_SUPPORT = 0.1;

/**
 * By what each question was shown: what its answer cites, or else what came nearest, if that was near. Each question
 * counts once. Undefined where nothing tells.
 */
export function findLikelySource(
  asked: readonly ShownSources[],
  known: ReadonlySet<string>,
): LikelySource | undefined {
  const found = new Map<string, { weight: number; questions: number }>();
  for (const shown of asked) {
    for (const [source, weight] of weigh(shown)) {
      if (!known.has(source)) continue;
      const before = found.get(source) ?? { weight: 0, questions: 0 };
      found.set(source, { weight: before.weight + weight, questions: before.questions + 1 });
    }
  }
  const [best] = [...found].toSorted(([, a], [, b]) => b.weight - a.weight);
  return best && { name: best[0], questions: best[1].questions };
}

function weigh({ cited, nearest, support = 0 }: ShownSources): Map<string, number> {
  if (cited.length > 0) return share(cited, () => 1);
  // The first is likelier to be what the question is about.
  return support < LEAST_SUPPORT ? new Map() : share(nearest, (at) => 1 / (at + 1));
}

function share(sources: readonly string[], weightAt: (at: number) => number): Map<string, number> {
  const total = sources.reduce((sum, _, at) => sum + weightAt(at), 0);
  const weights = new Map<string, number>();
  for (const [at, source] of sources.entries()) {
    weights.set(source, (weights.get(source) ?? 0) + weightAt(at) / total);
  }
  return weights;
}
