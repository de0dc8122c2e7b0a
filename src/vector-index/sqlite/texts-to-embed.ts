import type { DatabaseSync } from "node:sqlite";
import { embeddedText } from "../vector-index.ts";
import { ORDINAL_BITS } from "./prepare-index-file.ts";

export type EmbeddingBacklog = ReturnType<typeof createEmbeddingBacklog>;

/** What still lacks a vector. */
export function createEmbeddingBacklog(db: DatabaseSync) {
  const lacksVector =
    "NOT EXISTS (SELECT 1 FROM vectors v WHERE v.embedder_id = ?1 AND v.hash = p.hash)";
  const ofSource = `(?2 IS NULL OR p.id >> ${ORDINAL_BITS} IN (SELECT id FROM documents WHERE source = ?2))`;
  const next = db.prepare(
    `SELECT p.id, p.hash, p.text, p.headings, d.title
     FROM passages p JOIN documents d ON d.id = p.id >> ${ORDINAL_BITS}
     WHERE p.id >= ?3 AND ${lacksVector} AND ${ofSource} ORDER BY p.id`,
  );
  const count = db.prepare(
    `SELECT count(DISTINCT p.hash) AS texts FROM passages p WHERE ${lacksVector} AND ${ofSource}`,
  );
  const drops = db.prepare("SELECT value FROM counters WHERE name = 'drops'");
  // Every passage below has its vector, and stays so until an embedder's are dropped: new passages
  // get higher ids, and else a vector only goes when no passage needs it. Without this each call
  // would walk all that is done.
  const doneBelow = new Map<string, number>();
  let knownDrops: unknown;

  return {
    textsToEmbed(
      embedderId: string,
      limit: number,
      source?: string,
    ): { hash: string; text: string }[] {
      const key = JSON.stringify([embedderId, source]);
      const texts = new Map<string, string>();
      if (limit <= 0) return [];
      const dropped = drops.get()?.value;
      if (dropped !== knownDrops) doneBelow.clear();
      knownDrops = dropped;
      for (const row of next.iterate(embedderId, source ?? null, doneBelow.get(key) ?? 0)) {
        if (texts.size === 0) doneBelow.set(key, Number(row.id));
        const hash = String(row.hash);
        if (!texts.has(hash)) texts.set(hash, textOf(row));
        if (texts.size >= limit) break;
      }
      return [...texts].map(([hash, text]) => ({ hash, text }));
    },

    countTextsToEmbed: (embedderId: string, source?: string): number =>
      Number(count.get(embedderId, source ?? null)?.texts),
  };
}

function textOf({ title, headings, text }: Record<string, unknown>): string {
  return embeddedText(String(title), JSON.parse(String(headings)), String(text));
}
