import { join } from "node:path";
import { expect, test } from "vitest";
import { createIndexPlaces } from "../../../src/storage/stores/catalogue/index-places.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import { openLiveIndex } from "../../../src/vector-index/live/live-index.ts";
import { moveIndex } from "../../../src/vector-index/live/move-index.ts";
import { openSqliteVectorIndex } from "../../../src/vector-index/sqlite/sqlite-vector-index.ts";
import { temporaryFolder, temporaryStorage } from "../../storage/temporary-storage.ts";
import { documentOf, queryOf } from "../index-fixtures.ts";

test("while a process cannot write to both, nothing is switched, and the move says so", async () => {
  const folder = temporaryFolder();
  const { database } = await temporaryStorage(join(folder, "state.sqlite"));
  const places = createIndexPlaces(database);
  const file = (kind: string) => openSqliteVectorIndex({ file: join(folder, kind) });
  const serving = await openLiveIndex({
    places,
    first: "sqlite",
    // As one that was started without a key.
    open: async (kind) => {
      if (kind === "pinecone") throw new Error("no key");
      return file(kind);
    },
    check: async () => {},
    logger: createLogger("silent"),
    now: Date.now,
  });
  await serving.replaceDocuments([documentOf("a", ["kept"])]);
  const moving = moveIndex(
    { to: "pinecone", signal: new AbortController().signal },
    {
      places: {
        ...places,
        // Between the comparison and the switch, each time.
        async endMove(kind, at) {
          await serving.replaceDocuments([documentOf("a", ["kept", `at ${at} ${Math.random()}`])]);
          return places.endMove(kind, at);
        },
      },
      open: file,
      now: Date.now,
    },
  );
  await expect(moving).rejects.toThrow(/cannot write to the index at pinecone: give it the same/);
  expect((await places.settle("sqlite")).live).toBe("sqlite");
  expect(await serving.search(queryOf("kept"))).toHaveLength(1);
  await serving.close();
});
