import type { Kysely } from "kysely";
import { inChunks } from "../../column-values.ts";
import type { DatabaseSchema } from "../../schema.ts";
import type { Storage } from "../../storage.ts";

/** Earlier than any time. */
const PUT_OFF = 0;

export function createHintsStore(database: Kysely<DatabaseSchema>): Storage["hints"] {
  return {
    async save(source, documentIds, hintedAt) {
      const rows = [...new Set(documentIds)].map((documentId) => ({
        source,
        documentId,
        hintedAt,
      }));
      await database.transaction().execute(async (transaction) => {
        for (const chunk of inChunks(rows)) {
          await transaction
            .insertInto("hints")
            .values(chunk)
            // The later one: a run that began before it has not looked since.
            .onConflict((conflict) =>
              conflict.columns(["source", "documentId"]).doUpdateSet({ hintedAt }),
            )
            .execute();
        }
      });
    },
    async list(source) {
      return database
        .selectFrom("hints")
        .select(["documentId", "hintedAt"])
        .where("source", "=", source)
        .orderBy("documentId")
        .execute();
    },
    async clear(source, until) {
      await database
        .deleteFrom("hints")
        .where("source", "=", source)
        .where("hintedAt", "<=", until)
        .execute();
    },
    async putOff(source, until) {
      await database
        .updateTable("hints")
        .set({ hintedAt: PUT_OFF })
        .where("source", "=", source)
        .where("hintedAt", "<=", until)
        .execute();
    },
    async waiting() {
      return database
        .selectFrom("hints")
        .select((eb) => ["source", eb.fn.max("hintedAt").as("lastHintedAt")])
        .where("hintedAt", ">", PUT_OFF)
        .groupBy("source")
        .execute();
    },
  };
}
