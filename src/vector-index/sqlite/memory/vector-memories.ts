import type { DatabaseSync } from "node:sqlite";
import { createVectorMemory, type VectorMemory } from "./vector-memory.ts";

/** What nobody searched for so long makes room: the vectors of an embedder that was replaced. */
const UNUSED_MS = 60_000;

/** The vectors in memory: of one embedder, and of a second while that one takes its place. */
export function createVectorMemories(db: DatabaseSync) {
  const storedBytes = db.prepare(
    "SELECT length(vector) AS bytes FROM vectors WHERE embedder_id = ? LIMIT 1",
  );
  const memories = new Map<string, { memory: VectorMemory; usedAt: number }>();

  /** Up to date with the transaction that this is called in. */
  function refreshed(embedderId: string, dimensions: number): VectorMemory {
    const now = performance.now();
    for (const [id, { usedAt }] of memories) if (now - usedAt > UNUSED_MS) memories.delete(id);
    const known = memories.get(embedderId)?.memory;
    const memory =
      known?.dimensions === dimensions ? known : createVectorMemory(db, embedderId, dimensions);
    memories.set(embedderId, { memory, usedAt: now });
    memory.refresh();
    return memory;
  }

  return {
    refreshed,
    warmUp(embedderId: string): void {
      const bytes = storedBytes.get(embedderId)?.bytes;
      if (bytes !== undefined) refreshed(embedderId, Number(bytes) / 4);
    },
  };
}
