import type { Kysely } from "kysely";

/** Where the index is; and what is indexed, where another service only scores it. */
export async function createCatalogue(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("catalogue_documents")
    .addColumn("id", "bigint", (column) => column.notNull().primaryKey())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("document_id", "text", (column) => column.notNull())
    .addColumn("access_id", "bigint", (column) => column.notNull())
    .addColumn("passages", "bigint", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("url", "text")
    .addColumn("path", "text", (column) => column.notNull())
    .addColumn("updated_at", "text")
    .addUniqueConstraint("catalogue_documents_key", ["source", "document_id"])
    .execute();
  await db.schema
    .createTable("catalogue_passages")
    .addColumn("id", "bigint", (column) => column.notNull().primaryKey())
    .addColumn("document", "bigint", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("headings", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("length", "bigint", (column) => column.notNull())
    .addColumn("terms", "text", (column) => column.notNull())
    .execute();
  await createIndex(db, "catalogue_passages", ["document"]);
  await createIndex(db, "catalogue_passages", ["hash"]);
  await db.schema
    .createTable("catalogue_terms")
    .addColumn("term", "text", (column) => column.notNull().primaryKey())
    .addColumn("passages", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("catalogue_vectors")
    .addColumn("embedder_id", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("vector", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("catalogue_vectors_key", ["embedder_id", "hash"])
    .execute();
  await db.schema
    .createTable("catalogue_embedders")
    .addColumn("id", "text", (column) => column.notNull().primaryKey())
    .addColumn("dimensions", "bigint", (column) => column.notNull())
    .addColumn("complete_at", "bigint")
    .execute();
  await db.schema
    .createTable("catalogue_counters")
    .addColumn("name", "text", (column) => column.notNull().primaryKey())
    .addColumn("value", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("catalogue_names")
    .addColumn("name", "text", (column) => column.notNull().primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("index_places")
    .addColumn("id", "integer", (column) => column.notNull().primaryKey())
    .addColumn("live", "text", (column) => column.notNull())
    .addColumn("copy_to", "text")
    .addColumn("switches", "bigint", (column) => column.notNull())
    .addColumn("switched_at", "bigint")
    .addColumn("missed", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("catalogue_outbox")
    .addColumn("passage", "bigint", (column) => column.notNull())
    .addColumn("part", "text", (column) => column.notNull())
    .addColumn("gone", "bigint", (column) => column.notNull())
    .addColumn("sequence", "bigint", (column) => column.notNull())
    .addColumn("told_at", "bigint")
    .addColumn("lsn", "bigint")
    .addPrimaryKeyConstraint("catalogue_outbox_key", ["passage", "part"])
    .execute();
  await createIndex(db, "catalogue_outbox", ["part", "told_at", "sequence"]);
}

async function createIndex(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  const name = `${table}_by_${columns[0]}`;
  await db.schema.createIndex(name).on(table).columns(columns).execute();
}
