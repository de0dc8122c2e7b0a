import type { Kysely } from "kysely";
import { inChunks, lastOfEachDocument } from "../column-values.ts";
import type { DatabaseSchema } from "../schema.ts";
import type { Storage } from "../storage.ts";

export function createFailuresStore(database: Kysely<DatabaseSchema>): Storage["failures"] {
  return {
    list: (source) =>
      database
        .selectFrom("failures")
        .selectAll()
        .where("source", "=", source)
        .orderBy("documentId")
        .execute(),
    async save(failures) {
      await database.transaction().execute(async (transaction) => {
        for (const chunk of inChunks(lastOfEachDocument(failures))) {
          await transaction
            .insertInto("failures")
            .values(chunk)
            .onConflict((conflict) =>
              conflict.columns(["source", "documentId"]).doUpdateSet((eb) => ({
                reason: eb.ref("excluded.reason"),
                failedAt: eb.ref("excluded.failedAt"),
              })),
            )
            .execute();
        }
      });
    },
    async clear(source, documentIds) {
      await database.transaction().execute(async (transaction) => {
        for (const chunk of inChunks(documentIds)) {
          await transaction
            .deleteFrom("failures")
            .where("source", "=", source)
            .where("documentId", "in", chunk)
            .execute();
        }
      });
    },
  };
}
