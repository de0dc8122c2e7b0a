import { type Kysely, sql } from "kysely";
import { inChunks, nameOfDocument } from "../../column-values.ts";
import type { CatalogueEntry, CatalogueStorage } from "../../ports/catalogue-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { ROW_COLUMNS, toCatalogueRow } from "./catalogue-rows.ts";
import { readCounters } from "./counters.ts";

type Reads = Pick<
  CatalogueStorage,
  "passages" | "readDocument" | "documents" | "listDocuments" | "statistics" | "stats" | "version"
>;

export function createCatalogueReader(database: Kysely<DatabaseSchema>): Reads {
  const rows = () =>
    database
      .selectFrom("cataloguePassages as p")
      .innerJoin("catalogueDocuments as d", "d.id", "p.document")
      .select(ROW_COLUMNS);

  async function countVectors(embedderId: string, source: string | undefined): Promise<number> {
    const row = await database
      .selectFrom("cataloguePassages as p")
      .innerJoin("catalogueVectors as v", "v.hash", "p.hash")
      .innerJoin("catalogueDocuments as d", "d.id", "p.document")
      .select((eb) => eb.fn.countAll().as("vectors"))
      .where("v.embedderId", "=", embedderId)
      .$if(source !== undefined, (query) => query.where("d.source", "=", source ?? ""))
      .executeTakeFirstOrThrow();
    return Number(row.vectors);
  }

  return {
    async passages(ids) {
      const found = [];
      for (const chunk of inChunks(ids)) {
        found.push(...(await rows().where("p.id", "in", chunk).execute()));
      }
      return found.map(toCatalogueRow);
    },

    async readDocument(source, documentId) {
      const found = await rows()
        .where("d.source", "=", source)
        .where("d.documentId", "=", documentId)
        .orderBy("p.id")
        .execute();
      return found.map(toCatalogueRow);
    },

    async documents(keys) {
      const found = new Map<string, { accessId: number; passages: number }>();
      for (const chunk of inChunks(keys)) {
        const documents = await database
          .selectFrom("catalogueDocuments")
          .select(["source", "documentId", "accessId", "passages"])
          .where((eb) =>
            eb.or(chunk.map(({ source, documentId }) => eb.and({ source, documentId }))),
          )
          .execute();
        for (const document of documents) found.set(nameOfDocument(document), document);
      }
      return keys.map((key) => found.get(nameOfDocument(key)));
    },

    async listDocuments(after, limit) {
      const documents = await database
        .selectFrom("catalogueDocuments")
        .selectAll()
        .$if(after !== undefined, (query) =>
          query.where(
            sql<boolean>`(source, document_id) > (${after?.source}, ${after?.documentId})`,
          ),
        )
        .orderBy("source")
        .orderBy("documentId")
        .limit(limit)
        .execute();
      const hashes = new Map<number, string[]>(documents.map(({ id }) => [id, []]));
      for (const chunk of inChunks([...hashes.keys()])) {
        const passages = await database
          .selectFrom("cataloguePassages")
          .select(["document", "hash"])
          .where("document", "in", chunk)
          .orderBy("id")
          .execute();
        for (const { document, hash } of passages) hashes.get(document)?.push(hash);
      }
      return documents.map(
        ({ id, passages: _, url, updatedAt, ...document }): CatalogueEntry => ({
          ...document,
          url: url ?? undefined,
          updatedAt: updatedAt ?? undefined,
          hashes: hashes.get(id) ?? [],
        }),
      );
    },

    async statistics(terms) {
      const { passages, length } = await readCounters(database);
      const documentFrequency = new Map<string, number>(terms.map((term) => [term, 0]));
      for (const chunk of inChunks([...documentFrequency.keys()])) {
        const found = await database
          .selectFrom("catalogueTerms")
          .selectAll()
          .where("term", "in", chunk)
          .execute();
        for (const row of found) documentFrequency.set(row.term, Number(row.passages));
      }
      return { passages, averageLength: passages === 0 ? 0 : length / passages, documentFrequency };
    },

    async stats(embedderId, source) {
      const row = await database
        .selectFrom("catalogueDocuments")
        .select((eb) => [eb.fn.countAll().as("documents"), eb.fn.sum("passages").as("passages")])
        .$if(source !== undefined, (query) => query.where("source", "=", source ?? ""))
        .executeTakeFirstOrThrow();
      return {
        documents: Number(row.documents),
        passages: Number(row.passages ?? 0),
        vectors: embedderId === undefined ? 0 : await countVectors(embedderId, source),
      };
    },

    async version() {
      return (await readCounters(database)).version;
    },
  };
}
