/** Aborts so long after something has ended, however it did; keeps no process from ending. */
export function abortLater(ended: Promise<unknown>, afterMs: number): AbortSignal {
  const late = new AbortController();
  const start = () => void setTimeout(() => late.abort(), afterMs).unref();
  ended.then(start, start);
  return late.signal;
}
