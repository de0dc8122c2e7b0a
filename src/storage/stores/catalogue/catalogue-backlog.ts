import type { Kysely } from "kysely";
import type { CatalogueStorage } from "../../ports/catalogue-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { readCounters } from "./counters.ts";

type Backlog = Pick<CatalogueStorage, "textsToEmbed" | "countTextsToEmbed">;

/** Passages looked at for one that lacks a vector; several may hold the same text. */
const PASSAGES_PER_TEXT = 4;

/** What still lacks a vector. */
export function createCatalogueBacklog(database: Kysely<DatabaseSchema>): Backlog {
  // Every passage below has its vector, and stays so until an embedder's are dropped: new passages
  // get higher ids, and else a vector only goes when no passage needs it. Without this each call
  // would walk all that is done.
  const doneBelow = new Map<string, number>();
  let knownDrops = 0;

  const lacking = (embedderId: string, source: string | undefined) =>
    database
      .selectFrom("cataloguePassages as p")
      .innerJoin("catalogueDocuments as d", "d.id", "p.document")
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("catalogueVectors as v")
              .select("v.hash")
              .where("v.embedderId", "=", embedderId)
              .whereRef("v.hash", "=", "p.hash"),
          ),
        ),
      )
      .$if(source !== undefined, (query) => query.where("d.source", "=", source ?? ""));

  return {
    async textsToEmbed(embedderId, limit, source) {
      if (limit <= 0) return [];
      const { drops } = await readCounters(database);
      if (drops !== knownDrops) doneBelow.clear();
      knownDrops = drops;
      const key = JSON.stringify([embedderId, source]);
      const texts = new Map<
        string,
        { hash: string; title: string; headings: string[]; text: string }
      >();
      let from = doneBelow.get(key) ?? 0;
      for (;;) {
        const rows = await lacking(embedderId, source)
          .select(["p.id", "p.hash", "p.headings", "p.text", "d.title"])
          .where("p.id", ">=", from)
          .orderBy("p.id")
          .limit(limit * PASSAGES_PER_TEXT)
          .execute();
        const [first] = rows;
        if (texts.size === 0 && first !== undefined) doneBelow.set(key, first.id);
        for (const { hash, headings, text, title } of rows) {
          if (texts.has(hash) || texts.size >= limit) continue;
          texts.set(hash, { hash, title, headings: JSON.parse(headings), text });
        }
        const last = rows.at(-1);
        if (last === undefined || texts.size >= limit || rows.length < limit * PASSAGES_PER_TEXT) {
          return [...texts.values()];
        }
        from = last.id + 1;
      }
    },

    async countTextsToEmbed(embedderId, source) {
      const row = await lacking(embedderId, source)
        .select((eb) => eb.fn.count("p.hash").distinct().as("texts"))
        .executeTakeFirstOrThrow();
      return Number(row.texts);
    },
  };
}
