/** Keeps the `size` highest scores of those offered, with the number that each belongs to. */
export function createTopScores(size: number) {
  const scores = new Float64Array(size);
  const owners = new Float64Array(size);
  let count = 0;

  /** The heap has its lowest score at the top; it sinks until both below are higher. */
  function sink(start: number): void {
    const score = scores[start] ?? 0;
    const owner = owners[start] ?? 0;
    let at = start;
    for (let child = 2 * at + 1; child < count; child = 2 * at + 1) {
      if (child + 1 < count && (scores[child + 1] ?? 0) < (scores[child] ?? 0)) child += 1;
      if (score <= (scores[child] ?? 0)) break;
      scores[at] = scores[child] ?? 0;
      owners[at] = owners[child] ?? 0;
      at = child;
    }
    scores[at] = score;
    owners[at] = owner;
  }

  return {
    /** What a score must exceed to be kept. */
    floor: (): number => (count < size ? Number.NEGATIVE_INFINITY : (scores[0] ?? 0)),
    offer(score: number, owner: number): void {
      if (count < size) {
        scores[count] = score;
        owners[count] = owner;
        count += 1;
        if (count === size) for (let at = size >> 1; at >= 0; at--) sink(at);
      } else if (score > (scores[0] ?? 0)) {
        scores[0] = score;
        owners[0] = owner;
        sink(0);
      }
    },
    /** In no particular order. */
    owners: (): number[] => [...owners.subarray(0, count)],
  };
}
