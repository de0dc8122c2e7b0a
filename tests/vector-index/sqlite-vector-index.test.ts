import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { openSqliteVectorIndex } from "../../src/vector-index/sqlite/sqlite-vector-index.ts";
import { vectorIndexContract } from "../contracts/vector-index-contract.ts";
import { createRandom, documentOf, EMBEDDER, queryOf, randomVector } from "./index-fixtures.ts";

const folder = mkdtempSync(join(tmpdir(), "footnote-index-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const newFile = () => join(folder, `${++files}`, "index.sqlite");
const child = fileURLToPath(new URL("./write-in-child.ts", import.meta.url));

vectorIndexContract("the SQLite index", () => openSqliteVectorIndex({ file: newFile() }));

describe("the SQLite index file", () => {
  test("what another process wrote is found by the next search", async () => {
    const file = newFile();
    const index = await openSqliteVectorIndex({ file });
    const query = queryOf("", { vector: randomVector(createRandom(77)), embedderId: EMBEDDER });
    await index.replaceDocuments([documentOf("own.md", ["written here"])]);
    expect(await index.search(query)).toEqual([]);
    const before = await index.version();
    await promisify(execFile)(process.execPath, [child, file, "once"]);
    expect(await index.version()).toBeGreaterThan(before);
    const [hit] = await index.search(query);
    expect(hit).toMatchObject({ documentId: "child.md" });
    expect(hit?.vector).toBeCloseTo(1, 5);
    expect(await index.search(queryOf("written"))).toHaveLength(2);
    await index.close();
  });

  test("a process killed while it writes leaves whole documents, and all it acknowledged", async () => {
    const file = newFile();
    for (const delayMs of [0, 7, 23]) {
      const writer = spawn(process.execPath, [child, file, "forever"]);
      let acknowledged = "";
      writer.stdout.on("data", (chunk) => {
        acknowledged += chunk;
      });
      await once(writer.stdout, "data");
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      writer.kill("SIGKILL");
      await once(writer, "close");
      const index = await openSqliteVectorIndex({ file });
      const rounds = new Set<string>();
      for (const name of ["a", "b", "c", "d", "e"]) {
        const passages = await index.readDocument("handbook", name, [1]);
        expect(passages).toHaveLength(40);
        for (const { text } of passages) rounds.add(text.split(" ")[1] ?? "");
      }
      expect(rounds.size).toBe(1);
      const last = Number(acknowledged.trimEnd().split("\n").at(-1));
      expect(Number([...rounds][0])).toBeGreaterThanOrEqual(last);
      expect((await index.termStatistics(["passag"])).passages).toBe(200);
      const [found] = await index.search(queryOf(`round ${[...rounds][0]}`, { keywordDepth: 500 }));
      expect(found?.text).toContain(`round ${[...rounds][0]} `);
      await index.close();
    }
  });

  test("several processes may make it at the same time", async () => {
    const file = newFile();
    const runs = [1, 2, 3].map(() => promisify(execFile)(process.execPath, [child, file, "once"]));
    await Promise.all(runs);
    const index = await openSqliteVectorIndex({ file });
    expect(await index.stats(EMBEDDER)).toEqual({ documents: 1, passages: 1, vectors: 1 });
    await index.close();
  });

  test("vectors in memory follow every change, and gaps are closed", async () => {
    const random = createRandom(11);
    const index = await openSqliteVectorIndex({ file: newFile() });
    const stored = Array.from({ length: 2400 }, (_, n) => ({
      document: documentOf(`d${n}`, [`text ${n}`]),
      hash: `hash of text ${n}`,
      vector: randomVector(random),
    }));
    const nearestTo = async (n: number) => {
      const vector = stored[n]?.vector ?? new Float32Array();
      const query = queryOf("", { vector, embedderId: EMBEDDER, vectorDepth: 1 });
      return (await index.search(query)).map((hit) => hit.documentId);
    };
    await index.replaceDocuments(stored.slice(0, 2000).map(({ document }) => document));
    expect(await nearestTo(0)).toEqual([]);
    await index.storeVectors(EMBEDDER, stored.slice(0, 2000));
    expect(await nearestTo(1999)).toEqual(["d1999"]);
    // Those that stay lie where the next ones will be written once the gaps are closed.
    const gone = stored.slice(0, 2000).filter((_, n) => n < 100 || n >= 120);
    await index.removeDocuments(
      "handbook",
      gone.map(({ document }) => document.documentId),
    );
    expect(await nearestTo(119)).toEqual(["d119"]);
    expect(await nearestTo(500)).not.toEqual(["d500"]);
    await index.replaceDocuments(stored.slice(2000).map(({ document }) => document));
    await index.storeVectors(EMBEDDER, stored.slice(2000));
    for (const n of [100, 119, 2000, 2399]) expect(await nearestTo(n)).toEqual([`d${n}`]);
    await index.close();
  });

  test("a search is not kept waiting by a long write", async () => {
    const index = await openSqliteVectorIndex({ file: newFile() });
    await index.replaceDocuments([documentOf("a", ["ready"])]);
    await index.search(queryOf("ready"));
    const finished: string[] = [];
    const many = Array.from({ length: 400 }, (_, n) =>
      documentOf(
        `long-${n}`,
        Array.from({ length: 10 }, (_, at) => `word${n} `.repeat(50) + at),
      ),
    );
    await Promise.all([
      index.replaceDocuments(many).then(() => finished.push("write")),
      index.search(queryOf("ready")).then(() => finished.push("search")),
    ]);
    expect(finished).toEqual(["search", "write"]);
    await index.close();
  });

  test("a backup is a whole index, and never overwrites a file", async () => {
    const index = await openSqliteVectorIndex({ file: newFile() });
    await index.replaceDocuments([documentOf("a", ["saved"])]);
    const copy = join(folder, "copy.sqlite");
    await index.backup(copy);
    await expect(index.backup(copy)).rejects.toThrow(/exists already/);
    await index.close();
    const restored = await openSqliteVectorIndex({ file: copy });
    expect(await restored.search(queryOf("saved"))).toHaveLength(1);
    await restored.close();
  });

  test.each([
    [
      "a newer schema",
      "PRAGMA user_version = 99",
      /newer Footnote \(schema 99.*move the file away/,
    ],
    ["another program's database", "PRAGMA application_id = 7", /not a Footnote index/],
  ])("%s is refused in one sentence", async (_, change, message) => {
    const file = newFile();
    await (await openSqliteVectorIndex({ file })).close();
    const db = new DatabaseSync(file);
    db.exec(change);
    db.close();
    await expect(openSqliteVectorIndex({ file })).rejects.toThrow(message);
  });

  test("a file that is no database is refused in one sentence", async () => {
    const file = join(folder, "text.sqlite");
    writeFileSync(file, "This is not a database, but it is long enough to look at. ".repeat(20));
    const opening = openSqliteVectorIndex({ file });
    await expect(opening).rejects.toMatchObject({ name: "IndexError" });
    await expect(opening).rejects.toThrow(`${file} is not a Footnote index`);
  });
});
