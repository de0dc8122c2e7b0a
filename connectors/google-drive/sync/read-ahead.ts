/** Does work on some at a time, and hands the results over in the order they were asked for. */
export async function* readAhead<Item, Result>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const waiting: Promise<Result>[] = [];
  const take = () => {
    const first = waiting.shift();
    if (first === undefined) throw new Error("nothing is waiting");
    return first;
  };
  for (const item of items) {
    const result = work(item);
    // Whoever waits for it is told; when one before it fails, nobody comes to wait.
    result.catch(() => undefined);
    waiting.push(result);
    if (waiting.length >= atOnce) yield await take();
  }
  while (waiting.length > 0) yield await take();
}
