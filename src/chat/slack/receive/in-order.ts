/** Does work of one kind after the other, whatever each has to wait for; others do not wait for it. */
export function createOrder(): (kind: string, work: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return (kind, work) => {
    const done = (last.get(kind) ?? Promise.resolve()).then(work);
    const settled = done
      .catch(() => undefined)
      .finally(() => {
        if (last.get(kind) === settled) last.delete(kind);
      });
    last.set(kind, settled);
    return done;
  };
}
