import { openSqliteVectorIndex } from "../../src/vector-index/sqlite/sqlite-vector-index.ts";
import { createRandom, documentOf, EMBEDDER, randomVector } from "./index-fixtures.ts";

// A process of its own: `write-in-child.ts <file> once` writes a document with its vector and ends;
// `forever` replaces documents until it is killed and names each round when it is acknowledged.
const [file = "", mode] = process.argv.slice(2);
const index = await openSqliteVectorIndex({ file });

if (mode === "once") {
  await index.replaceDocuments([documentOf("child.md", ["written by a child"])]);
  const vector = randomVector(createRandom(77));
  await index.storeVectors(EMBEDDER, [{ hash: "hash of written by a child", vector }]);
  await index.close();
} else {
  for (let round = 1; ; round++) {
    const passages = Array.from({ length: 40 }, (_, at) => `round ${round} passage ${at}`);
    const names = ["a", "b", "c", "d", "e"];
    await index.replaceDocuments(names.map((name) => documentOf(name, passages)));
    process.stdout.write(`${round}\n`);
  }
}
