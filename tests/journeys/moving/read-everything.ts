import { dirname, join } from "node:path";
import { wireIndex } from "../../../src/app-index.ts";
import { type OpenStorage, openStorage } from "../../../src/storage/open-storage.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import type { DocumentEntry } from "../../../src/vector-index/vector-index.ts";
import type { PineconeCounterpart } from "../../counterparts/pinecone/start-pinecone-counterpart.ts";

interface Place {
  stateFile: string;
  /** Where the state is there. */
  databaseUrl: string | undefined;
  pinecone: PineconeCounterpart;
}

/** The state, as it is, for as long as something is read. */
export async function withStorage<T>(
  { stateFile: file, databaseUrl: url }: Place,
  read: (storage: OpenStorage) => Promise<T>,
): Promise<T> {
  const postgres = url === undefined ? undefined : { url, connections: 2 };
  const storage = await openStorage({ file, postgres });
  try {
    return await read(storage);
  } finally {
    await storage.close();
  }
}

/** Each document that the index lists, wherever it is, as often as it does: its passages, and who may read it. */
export function readIndexed(place: Place): Promise<string[]> {
  return withStorage(place, async (storage) => {
    const { index } = await wireIndex({
      file: join(dirname(place.stateFile), "index.sqlite"),
      config: {
        first: "sqlite",
        pinecone: {
          apiKey: place.pinecone.apiKey,
          controllerUrl: place.pinecone.url,
          ...{ prefix: "footnote", namespace: "footnote", cloud: "aws", region: "us-east-1" },
        },
      },
      storage,
      logger: createLogger("silent"),
      now: Date.now,
    });
    const rows = await storage.database.selectFrom("accessLists").selectAll().execute();
    const readers = new Map(rows.map(({ id, principals }) => [id, principals]));
    const lines: string[] = [];
    let last: DocumentEntry | undefined;
    for (let count = -1; count !== 0; ) {
      const page = await index.listDocuments(last, 1_000);
      for (const { documentId, accessId, title, hashes } of page) {
        lines.push([documentId, title, readers.get(accessId), ...hashes].join(" | "));
      }
      [last, count] = [page.at(-1), page.length];
    }
    await index.close();
    return lines.toSorted();
  });
}
