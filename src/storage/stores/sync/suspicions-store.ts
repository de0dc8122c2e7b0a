import type { Kysely } from "kysely";
import { inChunks, lastOfEachDocument } from "../../column-values.ts";
import type { DatabaseSchema } from "../../schema.ts";
import type { Storage, SuspicionRecord } from "../../storage.ts";

export function createSuspicionsStore(database: Kysely<DatabaseSchema>): Storage["suspicions"] {
  return {
    async list(source) {
      const all = database.selectFrom("suspicions").selectAll();
      const chosen = source === undefined ? all : all.where("source", "=", source);
      const rows = await chosen.orderBy("source").orderBy("documentId").execute();
      return rows.map((row): SuspicionRecord => ({ ...row, findings: JSON.parse(row.findings) }));
    },
    async count(source) {
      const row = await database
        .selectFrom("suspicions")
        .select((eb) => eb.fn.countAll().as("documents"))
        .where("source", "=", source)
        .executeTakeFirstOrThrow();
      return Number(row.documents);
    },
    async save(records) {
      const rows = lastOfEachDocument(records).map((record) => ({
        ...record,
        findings: JSON.stringify(record.findings),
      }));
      await database.transaction().execute(async (transaction) => {
        for (const chunk of inChunks(rows)) {
          await transaction
            .insertInto("suspicions")
            .values(chunk)
            .onConflict((conflict) =>
              conflict.columns(["source", "documentId"]).doUpdateSet((eb) => ({
                title: eb.ref("excluded.title"),
                path: eb.ref("excluded.path"),
                findings: eb.ref("excluded.findings"),
                foundAt: eb.ref("excluded.foundAt"),
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
            .deleteFrom("suspicions")
            .where("source", "=", source)
            .where("documentId", "in", chunk)
            .execute();
        }
      });
    },
  };
}
