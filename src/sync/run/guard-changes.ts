import { ConnectorError, type SourceChange } from "../../../connectors/connector.ts";

/** Longer than any pause that a source may ask for. */
const STALL_MS = 30 * 60_000;
/** So often a run may say what it said before, and ten times more for each document. */
const REPEATS = 1_000;

/**
 * The changes of a source that may be out of order: ends with a `ConnectorError` when nothing comes
 * for `stallMs`, or when it only repeats itself.
 */
export function guardChanges(
  source: string,
  changes: AsyncIterable<SourceChange>,
  stallMs = STALL_MS,
): AsyncGenerator<SourceChange> {
  return guard({ source, what: "its sync", idOf: idIn, stallMs }, changes);
}

interface Named {
  type?: never;
  documentId: string;
}

/** The same for what is only looked at, which stops as well when it is left. */
export async function* guardLook<Item extends SourceChange | Named>(
  source: string,
  signal: AbortSignal,
  look: (signal: AbortSignal) => AsyncIterable<Item>,
  stallMs = STALL_MS,
): AsyncGenerator<Item> {
  const left = new AbortController();
  const idOf = (item: SourceChange | Named) =>
    item.type === undefined ? item.documentId : idIn(item);
  try {
    const items = look(AbortSignal.any([signal, left.signal]));
    yield* guard({ source, what: "the look at it", idOf, stallMs }, items);
    signal.throwIfAborted();
  } finally {
    // What is stuck in a request would go on with it.
    left.abort();
  }
}

interface Guarding<Item> {
  source: string;
  /** What is ended: "its sync". */
  what: string;
  /** Undefined for what names no document. */
  idOf: (item: Item) => string | undefined;
  stallMs: number;
}

async function* guard<Item>(
  { source, what, idOf, stallMs }: Guarding<Item>,
  items: AsyncIterable<Item>,
): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  const seen = new Set<string>();
  let repeats = 0;
  let isStalled = false;
  try {
    for (;;) {
      const step = await within(iterator.next(), stallMs, () => {
        isStalled = true;
        return new ConnectorError(
          "unavailable",
          `Nothing came from ${source} for ${Math.round(stallMs / 60_000)} minutes, so ${what} was ended: the next one goes on.`,
        );
      });
      if (step.done) return;
      const before = seen.size;
      const id = idOf(step.value);
      if (id !== undefined) seen.add(id);
      repeats += seen.size === before ? 1 : 0;
      if (repeats > REPEATS + 10 * seen.size) {
        throw new ConnectorError(
          "unavailable",
          `${source} names the same documents over and over, so ${what} was ended: nothing was removed, and the next one tries again.`,
        );
      }
      yield step.value;
    }
  } finally {
    // One that is stuck would not end for this either.
    const ended = iterator.return?.();
    if (!isStalled) await ended;
    else ended?.catch(() => undefined);
  }
}

/** The document that a change is about. */
export function documentIdOf(change: Exclude<SourceChange, { type: "checkpoint" }>): string {
  return change.type === "document-changed" ? change.document.documentId : change.documentId;
}

function idIn(change: SourceChange): string | undefined {
  return change.type === "checkpoint" ? undefined : documentIdOf(change);
}

async function within<T>(work: Promise<T>, ms: number, error: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(error()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
