import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type OpenStorage, openStorage } from "../../../src/storage/open-storage.ts";
import type { CatalogueStorage } from "../../../src/storage/ports/catalogue-storage.ts";
import { createCatalogue } from "../../../src/storage/stores/catalogue/create-catalogue.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import {
  openPineconeVectorIndex,
  type PineconeIndexOptions,
} from "../../../src/vector-index/pinecone/pinecone-vector-index.ts";
import type { PineconeSettings } from "../../../src/vector-index/pinecone/service/pinecone-part.ts";
import type { VectorIndex } from "../../../src/vector-index/vector-index.ts";
import type { PineconeCounterpart } from "../../counterparts/pinecone/start-pinecone-counterpart.ts";

export interface PineconeWorld {
  storage: OpenStorage;
  catalogue: CatalogueStorage;
  /** Another process's view of the same index. */
  open(change?: Partial<PineconeSettings>, more?: Partial<PineconeIndexOptions>): VectorIndex;
  /** Until Pinecone shows all that there is. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** A state of record with the catalogue in it, beside a counterpart of Pinecone. */
export async function createPineconeWorld(
  counterpart: Pick<PineconeCounterpart, "url" | "apiKey">,
  postgres?: { url: string; connections: number },
): Promise<PineconeWorld> {
  const folder = mkdtempSync(join(tmpdir(), "footnote-pinecone-"));
  const storage = await openStorage({ file: join(folder, "state.sqlite"), postgres });
  const catalogue = createCatalogue(storage.database);
  const opened: VectorIndex[] = [];
  return {
    storage,
    catalogue,
    open(change = {}, more = {}) {
      const index = openPineconeVectorIndex({
        settings: {
          apiKey: counterpart.apiKey,
          prefix: "footnote",
          namespace: "test",
          cloud: "aws",
          region: "us-east-1",
          controllerUrl: counterpart.url,
          ...change,
        },
        catalogue,
        leases: storage.leases,
        logger: createLogger("silent", []),
        now: Date.now,
        tickMs: 25,
        ...more,
      });
      opened.push(index);
      return index;
    },
    async settled() {
      while ((await catalogue.outbox.parts()).length > 0) await sleep(10);
    },
    async close() {
      for (const index of opened) await index.close();
      await storage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
