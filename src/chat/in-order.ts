/** Does work of one kind after the other, whatever each has to wait for; others do not wait for it. */
export function createOrder(): <T>(kind: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<void>>();
  return (kind, work) => {
    const done = (last.get(kind) ?? Promise.resolve()).then(work);
    const settled: Promise<void> = done
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => {
        if (last.get(kind) === settled) last.delete(kind);
      });
    last.set(kind, settled);
    return done;
  };
}
