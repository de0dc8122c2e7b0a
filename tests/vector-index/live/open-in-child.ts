import { join } from "node:path";
import { wireIndex } from "../../../src/app-index.ts";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import { documentOf } from "../index-fixtures.ts";

// A process of its own: opens the index of a data folder as Footnote does, and writes to it until it is killed.
const [dataDir = "", name = ""] = process.argv.slice(2);
const { index } = await wireIndex({
  file: join(dataDir, "index.sqlite"),
  config: { first: "sqlite", pinecone: undefined },
  storage: await openStorage({ file: join(dataDir, "state.sqlite") }),
  logger: createLogger("silent"),
  now: Date.now,
});
process.stdout.write("opened\n");
for (let round = 1; ; round += 1) {
  await index.replaceDocuments([documentOf(name, [`round ${round}`])]);
}
