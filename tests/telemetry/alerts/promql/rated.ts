interface Point {
  at: number;
  value: number;
}

/**
 * How much a counter grew within a range, as Prometheus' `increase` has it: resets count as growth
 * from nothing, and what was seen is stretched towards the ends of the range, where samples are near.
 */
export function rated(points: readonly Point[], from: number, to: number): number | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return undefined;
  let grown = last.value - first.value;
  points.forEach(({ value }, i) => {
    const before = points[i - 1]?.value ?? 0;
    if (i > 0 && value < before) grown += before;
  });
  const sampledMs = last.at - first.at;
  const apartMs = sampledMs / (points.length - 1);
  const nearMs = apartMs * 1.1;
  let startMs = first.at - from;
  if (startMs >= nearMs) startMs = apartMs / 2;
  if (grown > 0 && first.value >= 0) {
    // It cannot have been below nothing.
    startMs = Math.min(startMs, sampledMs * (first.value / grown));
  }
  let endMs = to - last.at;
  if (endMs >= nearMs) endMs = apartMs / 2;
  return grown * ((sampledMs + startMs + endMs) / sampledMs);
}
