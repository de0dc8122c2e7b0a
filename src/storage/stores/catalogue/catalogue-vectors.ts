import { type Kysely, sql } from "kysely";
import { inChunks } from "../../column-values.ts";
import type { CatalogueStorage } from "../../ports/catalogue-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { fromVector, toVector } from "./catalogue-rows.ts";
import { addToCounter, writeCatalogue } from "./counters.ts";
import { addVectorsOf } from "./outbox.ts";

type Vectors = Pick<
  CatalogueStorage,
  | "storeVectors"
  | "readVectors"
  | "embedders"
  | "markComplete"
  | "dropSomeVectors"
  | "collectGarbage"
>;

const DROPPED_AT_ONCE = 500;

export function createCatalogueVectors(database: Kysely<DatabaseSchema>): Vectors {
  return {
    async storeVectors(embedderId, vectors) {
      const [first] = vectors;
      if (first === undefined) return;
      const dimensions = first.vector.length;
      if (vectors.some(({ vector }) => vector.length !== dimensions)) {
        throw new RangeError(`Vectors of ${embedderId} differ in length.`);
      }
      const latest = new Map(vectors.map(({ hash, vector }) => [hash, fromVector(vector)]));
      await writeCatalogue(database, async ({ transaction, version }) => {
        await transaction
          .insertInto("catalogueEmbedders")
          .values({ id: embedderId, dimensions, completeAt: null })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        for (const chunk of inChunks([...latest])) {
          await transaction
            .insertInto("catalogueVectors")
            .values(chunk.map(([hash, vector]) => ({ embedderId, hash, vector })))
            .onConflict((conflict) =>
              conflict
                .columns(["embedderId", "hash"])
                .doUpdateSet((eb) => ({ vector: eb.ref("excluded.vector") })),
            )
            .execute();
          const hashes = chunk.map(([hash]) => hash);
          await addVectorsOf(transaction, { embedderId, hashes }, version);
        }
      });
    },

    async readVectors(embedderId, hashes) {
      const found = new Map<string, Float32Array>();
      for (const chunk of inChunks([...new Set(hashes)])) {
        const rows = await database
          .selectFrom("catalogueVectors")
          .select(["hash", "vector"])
          .where("embedderId", "=", embedderId)
          .where("hash", "in", chunk)
          .execute();
        for (const { hash, vector } of rows) found.set(hash, toVector(vector));
      }
      return found;
    },

    async embedders() {
      const rows = await database
        .selectFrom("catalogueEmbedders")
        .selectAll()
        .orderBy("id")
        .execute();
      return rows.map((row) => ({ ...row, completeAt: row.completeAt ?? undefined }));
    },

    async markComplete(embedderId, at) {
      await writeCatalogue(database, async ({ transaction }) => {
        await transaction
          .updateTable("catalogueEmbedders")
          .set({ completeAt: at })
          .where("id", "=", embedderId)
          .execute();
      });
    },

    async dropSomeVectors(embedderId) {
      return writeCatalogue(database, async ({ transaction }) => {
        await transaction
          .updateTable("catalogueEmbedders")
          .set({ completeAt: null })
          .where("id", "=", embedderId)
          .execute();
        await addToCounter(transaction, "drops", 1);
        const rows = await transaction
          .selectFrom("catalogueVectors")
          .select("hash")
          .where("embedderId", "=", embedderId)
          .limit(DROPPED_AT_ONCE)
          .execute();
        const hashes = rows.map(({ hash }) => hash);
        if (hashes.length > 0) {
          await transaction
            .deleteFrom("catalogueVectors")
            .where("embedderId", "=", embedderId)
            .where("hash", "in", hashes)
            .execute();
        }
        if (hashes.length === DROPPED_AT_ONCE) return true;
        await transaction.deleteFrom("catalogueEmbedders").where("id", "=", embedderId).execute();
        await transaction.deleteFrom("catalogueOutbox").where("part", "=", embedderId).execute();
        return false;
      });
    },

    async collectGarbage() {
      await writeCatalogue(database, async ({ transaction }) => {
        await sql`delete from catalogue_vectors where not exists (
          select 1 from catalogue_passages p where p.hash = catalogue_vectors.hash)`.execute(
          transaction,
        );
        // The next vectors of an embedder of which nothing is left are a new start.
        await sql`delete from catalogue_embedders where not exists (
          select 1 from catalogue_vectors v where v.embedder_id = catalogue_embedders.id)`.execute(
          transaction,
        );
        await transaction.deleteFrom("catalogueTerms").where("passages", "<=", 0).execute();
      });
    },
  };
}
