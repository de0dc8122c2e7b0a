import type { Kysely } from "kysely";
import type { CatalogueStorage } from "../../ports/catalogue-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { createCatalogueBacklog } from "./catalogue-backlog.ts";
import { createCatalogueVectors } from "./catalogue-vectors.ts";
import { readCatalogueId } from "./counters.ts";
import { createOutbox } from "./outbox.ts";
import { createCatalogueReader } from "./read-catalogue.ts";
import { createDocumentWriter } from "./write-documents.ts";

/** The catalogue within the state of record, for any database that has the schema. */
export function createCatalogue(database: Kysely<DatabaseSchema>): CatalogueStorage {
  return {
    id: () => readCatalogueId(database),
    ...createDocumentWriter(database),
    ...createCatalogueReader(database),
    ...createCatalogueVectors(database),
    ...createCatalogueBacklog(database),
    outbox: createOutbox(database),
  };
}
