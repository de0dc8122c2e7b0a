import type { Kysely } from "kysely";
import { inChunks, lastOfEachDocument } from "../../column-values.ts";
import type { DatabaseSchema, DocumentsTable } from "../../schema.ts";
import { type DocumentRecord, type Storage, UNREAD } from "../../storage.ts";

/** As access lists are written. */
const NO_PRINCIPALS = "[]";

export function createDocumentsStore(database: Kysely<DatabaseSchema>): Storage["documents"] {
  return {
    async list(source) {
      const rows = await database
        .selectFrom("documents")
        .selectAll()
        .where("source", "=", source)
        .orderBy("documentId")
        .execute();
      return rows.map(toRecord);
    },
    async get(source, documentId) {
      const row = await database
        .selectFrom("documents")
        .selectAll()
        .where("source", "=", source)
        .where("documentId", "=", documentId)
        .executeTakeFirst();
      return row && toRecord(row);
    },
    async save(documents) {
      await database.transaction().execute(async (transaction) => {
        for (const chunk of inChunks(lastOfEachDocument(documents))) {
          await transaction
            .insertInto("documents")
            .values(chunk.map(toRow))
            .onConflict((conflict) =>
              conflict.columns(["source", "documentId"]).doUpdateSet((eb) => ({
                kind: eb.ref("excluded.kind"),
                title: eb.ref("excluded.title"),
                fingerprint: eb.ref("excluded.fingerprint"),
                accessId: eb.ref("excluded.accessId"),
                inheritsAudience: eb.ref("excluded.inheritsAudience"),
                passages: eb.ref("excluded.passages"),
                syncedAt: eb.ref("excluded.syncedAt"),
              })),
            )
            .execute();
        }
      });
    },
    async forgetRead() {
      await database.transaction().execute(async (transaction) => {
        await transaction.updateTable("documents").set({ fingerprint: UNREAD }).execute();
        await transaction.updateTable("sources").set({ cursor: null }).execute();
        await transaction.updateTable("failures").set({ retryAt: 0 }).execute();
      });
    },
    async remove(source, documentIds) {
      await database.transaction().execute(async (transaction) => {
        for (const chunk of inChunks(documentIds)) {
          await transaction
            .deleteFrom("documents")
            .where("source", "=", source)
            .where("documentId", "in", chunk)
            .execute();
        }
      });
    },
    async setAccess(source, documentIds, accessId) {
      await database.transaction().execute(async (transaction) => {
        for (const chunk of inChunks(documentIds)) {
          await transaction
            .updateTable("documents")
            .set({ accessId })
            .where("source", "=", source)
            .where("documentId", "in", chunk)
            .execute();
        }
      });
    },
    async count(source) {
      const row = await database
        .selectFrom("documents")
        .select((eb) => [
          eb.fn.countAll().as("documents"),
          eb.fn.sum("passages").as("passages"),
          eb.fn.sum("inheritsAudience").as("inheriting"),
        ])
        .where("source", "=", source)
        .executeTakeFirstOrThrow();
      const hidden = await database
        .selectFrom("documents")
        .innerJoin("accessLists", "accessLists.id", "documents.accessId")
        .select((eb) => eb.fn.countAll().as("documents"))
        .where("source", "=", source)
        .where("principals", "=", NO_PRINCIPALS)
        .executeTakeFirstOrThrow();
      return {
        documents: Number(row.documents),
        passages: Number(row.passages ?? 0),
        inheriting: Number(row.inheriting ?? 0),
        forNobody: Number(hidden.documents),
      };
    },
    async countByAccess(source) {
      const rows = await database
        .selectFrom("documents")
        .select((eb) => ["accessId", eb.fn.countAll().as("documents")])
        .where("source", "=", source)
        .groupBy("accessId")
        .orderBy("accessId")
        .execute();
      return rows.map((row) => ({ ...row, documents: Number(row.documents) }));
    },
  };
}

function toRow(document: DocumentRecord): DocumentsTable {
  return { ...document, inheritsAudience: Number(document.inheritsAudience) };
}

function toRecord(row: DocumentsTable): DocumentRecord {
  return { ...row, inheritsAudience: row.inheritsAudience === 1 };
}
