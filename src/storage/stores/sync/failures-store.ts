import type { Kysely } from "kysely";
import {
  inChunks,
  lastOfEachDocument,
  nullToUndefined,
  undefinedToNull,
} from "../../column-values.ts";
import type { DatabaseSchema } from "../../schema.ts";
import type { Storage } from "../../storage.ts";

export function createFailuresStore(database: Kysely<DatabaseSchema>): Storage["failures"] {
  return {
    async list(source) {
      const rows = await database
        .selectFrom("failures")
        .selectAll()
        .where("source", "=", source)
        .orderBy("documentId")
        .execute();
      return rows.map(nullToUndefined);
    },
    async save(failures) {
      await database.transaction().execute(async (transaction) => {
        for (const chunk of inChunks(lastOfEachDocument(failures).map(undefinedToNull))) {
          await transaction
            .insertInto("failures")
            .values(chunk)
            .onConflict((conflict) =>
              conflict.columns(["source", "documentId"]).doUpdateSet((eb) => ({
                reason: eb.ref("excluded.reason"),
                failedAt: eb.ref("excluded.failedAt"),
                fingerprint: eb.ref("excluded.fingerprint"),
                attempts: eb.ref("excluded.attempts"),
                retryAt: eb.ref("excluded.retryAt"),
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
