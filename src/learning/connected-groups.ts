/** Items that share one of their names, or hang together by others that do; in the order in which they come. */
export function connectedGroups<T>(
  items: readonly T[],
  namesOf: (item: T, at: number) => readonly string[],
): T[][] {
  const parent = items.map((_, at) => at);
  const root = (at: number): number => {
    let found = at;
    while (parent[found] !== found) found = parent[found] ?? found;
    parent[at] = found;
    return found;
  };
  const first = new Map<string, number>();
  for (const [at, item] of items.entries()) {
    for (const name of namesOf(item, at)) {
      const other = first.get(name);
      if (other === undefined) first.set(name, at);
      else parent[root(other)] = root(at);
    }
  }
  return [...Map.groupBy(items.keys(), root).values()].map((places) =>
    places.map((at) => items[at] as T),
  );
}
