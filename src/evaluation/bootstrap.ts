import { average, percentile, round } from "./ranking-metrics.ts";

const ROUNDS = 2_000;

/**
 * A 95 % interval of a mean by resampling whole groups (articles, conversations), because questions
 * about one article are not independent. Seeded: the same data give the same interval.
 */
export function bootstrapInterval(
  values: readonly { group: string; value: number }[],
): [number, number] {
  const groups = [...Map.groupBy(values, (v) => v.group).values()].map((g) =>
    g.map((v) => v.value),
  );
  if (groups.length === 0) return [0, 0];
  const random = seededRandom(20_261_121);
  const means = Array.from({ length: ROUNDS }, () => {
    const drawn = Array.from(groups, () => groups[Math.floor(random() * groups.length)] ?? []);
    return average(drawn.flat());
  });
  return [round(percentile(means, 0.025)), round(percentile(means, 0.975))];
}

/** Mulberry32: small, fast, good enough to resample with. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
