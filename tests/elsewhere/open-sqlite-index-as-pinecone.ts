import { basename, dirname, join } from "node:path";
import { openEngine } from "../../src/storage/open-storage.ts";
import { createCatalogue } from "../../src/storage/stores/catalogue/create-catalogue.ts";
import { createLeasesStore } from "../../src/storage/stores/leases-store.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import { openPineconeVectorIndex } from "../../src/vector-index/pinecone/pinecone-vector-index.ts";
import type { VectorIndex } from "../../src/vector-index/vector-index.ts";
import { pineconeSettings } from "./databases.ts";

/*
 * Stands for `src/vector-index/sqlite/sqlite-vector-index.ts` while the suite runs elsewhere: what a test
 * keeps in an index file is at the likeness of Pinecone, with its catalogue where the state beside it is.
 */

export async function openSqliteVectorIndex({ file }: { file: string }): Promise<VectorIndex> {
  const isBesideState = basename(file) === "index.sqlite";
  const state = isBesideState ? join(dirname(file), "state.sqlite") : `${file}-catalogue`;
  const { database } = await openEngine({ file: state });
  const index = openPineconeVectorIndex({
    settings: {
      ...pineconeSettings(),
      ...{ prefix: "footnote", namespace: "footnote", cloud: "aws", region: "us-east-1" },
    },
    catalogue: createCatalogue(database),
    leases: createLeasesStore(database),
    logger: createLogger("silent", []),
    now: Date.now,
    tickMs: 25,
  });
  return {
    ...index,
    async close() {
      await index.close();
      await database.destroy();
    },
  };
}
