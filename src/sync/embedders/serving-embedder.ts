import type { Embedder } from "../../models/models.ts";
import type { StoredEmbedder, VectorIndex } from "../../vector-index/vector-index.ts";

export interface ServingEmbedderDeps {
  index: Pick<VectorIndex, "embedders" | "warmUp">;
  /** The configured one; undefined searches by keyword alone. */
  embedder: Embedder | undefined;
  /** Makes an embedder anew from its id; undefined when it is not known or not configured here. */
  embedderFor: (id: string) => Embedder | undefined;
}

/** Old vectors stay for a minute after the new ones are complete, so this may be late. */
const CHOICE_HOLDS_MS = 1_000;

/**
 * Whose vectors answer questions: the configured embedder's, or, until those are complete, those of
 * the embedder before it. Looks at the index once a second at most.
 */
export function createServingEmbedder(deps: ServingEmbedderDeps) {
  const others = new Map<string, Embedder | undefined>();
  let choice: Promise<Embedder | undefined> | undefined;
  let chosenAt = 0;
  let warming: Promise<void> | undefined;

  function known(id: string): Embedder | undefined {
    if (!others.has(id)) others.set(id, deps.embedderFor(id));
    return others.get(id);
  }

  async function choose(configured: Embedder): Promise<Embedder> {
    const stored = await deps.index.embedders();
    const before = stored.filter(({ id }) => id !== configured.id).sort(latestCompleteFirst);
    const own = stored.find(({ id }) => id === configured.id);
    if (own?.completeAt !== undefined) return configured;
    for (const { id } of before) {
      const embedder = known(id);
      if (embedder !== undefined) return embedder;
    }
    return configured;
  }

  async function servingEmbedder(): Promise<Embedder | undefined> {
    const { embedder } = deps;
    if (embedder === undefined) return undefined;
    if (choice === undefined || performance.now() - chosenAt > CHOICE_HOLDS_MS) {
      chosenAt = performance.now();
      choice = choose(embedder);
      // An index that is away for a moment is asked again by the next question.
      choice.catch(() => {
        choice = undefined;
      });
    }
    return choice;
  }

  async function readVectorsIn(): Promise<void> {
    const serving = await servingEmbedder();
    if (serving !== undefined) await deps.index.warmUp(serving.id);
  }

  return {
    servingEmbedder,

    /** Reads the serving vectors in, so that the first question does not wait for them. */
    warmUp(): void {
      // Nobody waits for it: a failure shows again, and is told, in the first search.
      warming = readVectorsIn().catch(() => undefined);
    },

    /** Closes the embedders that were made anew; to be called before the index is closed. */
    async close(): Promise<void> {
      await warming;
      for (const embedder of others.values()) await embedder?.close();
    },
  };
}

function latestCompleteFirst(a: StoredEmbedder, b: StoredEmbedder): number {
  return (b.completeAt ?? 0) - (a.completeAt ?? 0);
}
