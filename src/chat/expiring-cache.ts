/** What is asked for at the same time is loaded once; what failed is not kept. */
export interface ExpiringCache<T> {
  get(key: string): Promise<T>;
  /** As if it had been loaded now. */
  put(key: string, value: T): void;
  has(key: string): boolean;
  /** Also what is being loaded: it may be of before the change. */
  forget(key: string): void;
  clear(): void;
}

const MAX_ENTRIES = 100_000;

export function createExpiringCache<T>(
  load: (key: string) => Promise<T>,
  { freshMs, now }: { freshMs: number; now: () => number },
): ExpiringCache<T> {
  const entries = new Map<string, { value: Promise<T>; loadedAt: number }>();
  const fresh = (key: string) => {
    const entry = entries.get(key);
    return entry !== undefined && entry.loadedAt + freshMs > now() ? entry : undefined;
  };
  const keep = (key: string, value: Promise<T>) => {
    if (entries.size >= MAX_ENTRIES) entries.clear();
    // Its age counts from when it was asked for: what changes meanwhile may not be in it.
    const entry = { value, loadedAt: now() };
    entries.set(key, entry);
    value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return value;
  };
  return {
    get: (key) => fresh(key)?.value ?? keep(key, load(key)),
    put: (key, value) => void keep(key, Promise.resolve(value)),
    has: (key) => fresh(key) !== undefined,
    forget: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  };
}
