import { ConnectorError, type SourceChange } from "../../../connectors/connector.ts";

/** Longer than any pause that a source may ask for. */
const STALL_MS = 30 * 60_000;
/** So often a run may say what it said before, and ten times more for each document. */
const REPEATS = 1_000;

/**
 * The changes of a source that may be out of order: ends with a `ConnectorError` when nothing comes
 * for `stallMs`, or when it only repeats itself.
 */
export async function* guardChanges(
  source: string,
  changes: AsyncIterable<SourceChange>,
  stallMs = STALL_MS,
): AsyncGenerator<SourceChange> {
  const iterator = changes[Symbol.asyncIterator]();
  const seen = new Set<string>();
  let repeats = 0;
  let isStalled = false;
  try {
    for (;;) {
      const step = await within(iterator.next(), stallMs, () => {
        isStalled = true;
        return new ConnectorError(
          "unavailable",
          `Nothing came from ${source} for ${Math.round(stallMs / 60_000)} minutes, so its sync was ended: the next one goes on.`,
        );
      });
      if (step.done) return;
      const before = seen.size;
      if (step.value.type !== "checkpoint") seen.add(documentIdOf(step.value));
      repeats += seen.size === before ? 1 : 0;
      if (repeats > REPEATS + 10 * seen.size) {
        throw new ConnectorError(
          "unavailable",
          `${source} names the same documents over and over, so its sync was ended: nothing was removed, and the next one tries again.`,
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
