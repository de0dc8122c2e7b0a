import type { CatalogueRow, CatalogueStorage } from "../../../storage/ports/catalogue-storage.ts";
import { MOST_UNSETTLED } from "../pusher.ts";

interface Fresh {
  row: CatalogueRow;
  sequence: number;
  vectors: Map<string, Float32Array | undefined>;
  lastUnsettledAt: number;
}

/** A search that was under way when a passage came to be shown may not have seen it. */
const KEPT_MS = 15_000;

/** Passages that the service's searches may not show yet, in memory, to be scored here. */
export function createFreshPassages(catalogue: CatalogueStorage) {
  const known = new Map<number, Fresh>();

  return {
    async refresh(): Promise<CatalogueRow[]> {
      const at = performance.now();
      const unsettled = await catalogue.outbox.unsettled(MOST_UNSETTLED);
      const changed = unsettled.filter((one) => known.get(one.passage)?.sequence !== one.sequence);
      const rows = await catalogue.passages(changed.map(({ passage }) => passage));
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const { passage, sequence } of unsettled) {
        const row = byId.get(passage);
        const fresh = known.get(passage);
        if (row !== undefined) {
          known.set(passage, { row, sequence, vectors: new Map(), lastUnsettledAt: at });
        } else if (fresh !== undefined) fresh.lastUnsettledAt = at;
      }
      for (const [passage, { lastUnsettledAt }] of known) {
        if (lastUnsettledAt < at - KEPT_MS) known.delete(passage);
      }
      return [...known.values()].map(({ row }) => row);
    },

    has: (passage: number): boolean => known.has(passage),

    /** Of those that have one. */
    async vectors(embedderId: string): Promise<Map<number, Float32Array>> {
      const lacking = [...known.values()].filter(({ vectors }) => !vectors.has(embedderId));
      if (lacking.length > 0) {
        const hashes = lacking.map(({ row }) => row.hash);
        const found = await catalogue.readVectors(embedderId, hashes);
        for (const { row, vectors } of lacking) vectors.set(embedderId, found.get(row.hash));
      }
      const all = new Map<number, Float32Array>();
      for (const [passage, { vectors }] of known) {
        const vector = vectors.get(embedderId);
        if (vector !== undefined) all.set(passage, vector);
      }
      return all;
    },
  };
}
