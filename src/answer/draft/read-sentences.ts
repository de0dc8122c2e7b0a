import { createSentenceSplitter, type DraftSentence } from "./split-draft.ts";

/** A sentence whose marks have come is not held back for more of them longer than this. */
const PAUSE_MS = 40;

export interface DraftReading {
  sentences: AsyncGenerator<DraftSentence>;
  /** All that came so far, marks included. */
  text(): string;
  /** Whether anything was cited at all. */
  sawMarks(): boolean;
  /** Milliseconds that were spent in waiting for more of it. */
  waitedMs(): number;
}

/** Reads a draft sentence by sentence while it is being written. */
export function readSentences(pieces: AsyncIterable<string>): DraftReading {
  const splitter = createSentenceSplitter();
  let text = "";
  let waitedMs = 0;
  const iterator = pieces[Symbol.asyncIterator]();
  /** The next piece; the time until it comes is the model's, whatever else goes on meanwhile. */
  function ask(): Promise<IteratorResult<string>> {
    const from = performance.now();
    const asked = iterator.next().finally(() => {
      waitedMs += performance.now() - from;
    });
    // Whoever stops reading early never sees its failure.
    asked.catch(() => undefined);
    return asked;
  }

  async function* read(): AsyncGenerator<DraftSentence> {
    try {
      let coming = ask();
      for (;;) {
        if (splitter.isWaiting && (await isLate(coming))) yield* splitter.pause();
        const { done, value } = await coming;
        if (done === true) break;
        text += value;
        coming = ask();
        yield* splitter.push(value);
      }
      yield* splitter.end();
    } finally {
      // Not waited for: a model that has stalled ends when its signal aborts.
      void iterator.return?.();
    }
  }
  return {
    sentences: read(),
    text: () => text,
    sawMarks: () => splitter.sawMarks,
    waitedMs: () => waitedMs,
  };
}

async function isLate(coming: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), PAUSE_MS);
  });
  const came = coming.then(
    () => false,
    () => false,
  );
  const result = await Promise.race([late, came]);
  clearTimeout(timer);
  return result;
}
