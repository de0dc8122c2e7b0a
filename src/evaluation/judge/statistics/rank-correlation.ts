/** Spearman's rank correlation, -1…1, ties at their mean rank; 0 where one side never varies. */
export function rankCorrelation(left: readonly number[], right: readonly number[]): number {
  const a = ranks(left);
  const b = ranks(right);
  const middle = (a.length + 1) / 2;
  let both = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (const [at, rank] of a.entries()) {
    const other = (b[at] ?? middle) - middle;
    both += (rank - middle) * other;
    squaresA += (rank - middle) ** 2;
    squaresB += other ** 2;
  }
  return squaresA === 0 || squaresB === 0 ? 0 : both / Math.sqrt(squaresA * squaresB);
}

function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const found = values.map(() => 0);
  for (let from = 0; from < order.length; ) {
    const value = values[order[from] ?? 0];
    let to = from;
    while (to < order.length && values[order[to] ?? 0] === value) to += 1;
    for (const at of order.slice(from, to)) found[at] = (from + 1 + to) / 2;
    from = to;
  }
  return found;
}
